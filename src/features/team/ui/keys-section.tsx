/** Keys for programs: made, shown once, revoked. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useList, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { Empty } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { Badge } from '../../../web/ui/state-badge.tsx'
import { When } from '../../../web/ui/when.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { KeyView } from '../schema.ts'
import { KeyDialog } from './key-dialog.tsx'
import { ShownOnce } from './shown-once.tsx'
import classes from './team.module.css'
import { words } from './team-words.ts'

export function KeysSection() {
  const t = useText()
  const { items, isPending } = useList<KeyView>('/keys?limit=200')
  const { mutate } = useSend(['keys'])
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [revoking, setRevoking] = useState<KeyView | null>(null)
  const revoke = ({ id }: KeyView) => {
    setRevoking(null)
    mutate(
      { path: `/keys/${id}`, method: 'DELETE' },
      { onError: (error) => notify({ message: explain(error), tone: 'bad' }) },
    )
  }
  return (
    <section aria-labelledby="keys">
      <div className={classes.head}>
        <div>
          <h2 id="keys">{t(words.keys)}</h2>
          <p className={classes.about}>{t(words.keysAbout)}</p>
        </div>
        <Button variant="default" onClick={() => setMaking(true)}>
          {t(words.newKey)}
        </Button>
      </div>
      {items.length === 0 && !isPending && <Empty title={t(words.keysNone)} />}
      {items.length > 0 && (
        <ul className={classes.list}>
          {items.map((key) => (
            <KeyLine key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
          ))}
        </ul>
      )}
      {isMaking && (
        <KeyDialog
          onMade={(made) => {
            setMaking(false)
            setSecret(made)
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {secret !== null && (
        <ShownOnce
          title={t(words.keySecret)}
          about={t(words.keyOnce)}
          label={t(words.keySecret)}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
      {revoking !== null && (
        <Confirm
          opened
          danger
          title={t(words.revokeOf(revoking.name))}
          action={t(words.revoke)}
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(null)}
        >
          {t(words.revokeAbout)}
        </Confirm>
      )}
    </section>
  )
}

function KeyLine({ apiKey: { name, scopes, expiresAt, usedAt }, onRevoke }: { apiKey: KeyView; onRevoke(): void }) {
  const t = useText()
  const isOver = Date.parse(expiresAt) <= Date.now()
  return (
    <li>
      <div>
        {name} {isOver && <Badge tone="warn">{t(words.keyOver)}</Badge>}
        <div className={classes.meta}>
          {usedAt === null ? (
            t(words.keyUnused)
          ) : (
            <>
              {t(words.keyUsed)} <When at={usedAt} />
            </>
          )}{' '}
          · {t(words.until)} <When at={expiresAt} /> · {scopes.join(', ')}
        </div>
      </div>
      <Button size="compact-sm" variant="default" aria-label={t(words.revokeOf(name))} onClick={onRevoke}>
        {t(words.revoke)}
      </Button>
    </li>
  )
}
