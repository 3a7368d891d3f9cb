import { Button, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { send } from '../../../web/api/client.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Confirm } from '../../../web/ui/confirm.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { Badge } from '../../../web/ui/state-badge.tsx'
import { When } from '../../../web/ui/when.tsx'
import type { Account, Setup } from '../schema.ts'
import classes from './account.module.css'
import { useDelicate } from './delicate.tsx'
import { canUsePasskeys, makePasskey } from './passkey.ts'
import { Section } from './section.tsx'
import { words } from './words.ts'

type Passkey = Account['passkeys'][number]

const TOUCHES = ['account', 'team']

export function PasskeysSection({ account }: { account: Account }) {
  const t = useText()
  const here = useRead<Setup>('/setup').data?.passkeys === true && canUsePasskeys()
  const [isAdding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Passkey | null>(null)
  const { run, busy, dialog } = useDelicate(TOUCHES)
  const remove = async ({ id }: Passkey) => {
    setLeaving(null)
    await run(() => send(`/account/passkeys/${id}`, { method: 'DELETE' }))
  }
  const add = async (label: string) => {
    setAdding(false)
    let isMade = false
    const done = await run(async () => {
      const passkey = await makePasskey()
      if (passkey !== null) await send('/account/passkeys', { method: 'POST', body: { label, passkey } })
      isMade = passkey !== null
    })
    if (done) notify(isMade ? { message: words.passkeyAdded, tone: 'good' } : { message: words.passkeyNotMade })
  }
  return (
    <Section title={t(words.passkeys)} about={t(words.passkeysAbout)}>
      {account.passkeys.length === 0 && <p className={classes.meta}>{t(words.passkeysNone)}</p>}
      <ul className={classes.list}>
        {account.passkeys.map((passkey) => (
          <li key={passkey.id}>
            <PasskeyLine passkey={passkey} />
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t(words.removePasskey(passkey.label))}
              onClick={() => setLeaving(passkey)}
            >
              {t(words.remove)}
            </Button>
          </li>
        ))}
      </ul>
      {here ? (
        <Button variant="default" loading={busy} onClick={() => setAdding(true)}>
          {t(words.addPasskey)}
        </Button>
      ) : (
        <Text size="sm" c="var(--ink-soft)" maw="72ch">
          {t(words.passkeysNotHere)}
        </Text>
      )}
      {isAdding && <NameDialog onName={(label) => void add(label)} onClose={() => setAdding(false)} />}
      {leaving !== null && (
        <Confirm
          opened
          danger
          title={t(words.removePasskey(leaving.label))}
          action={t(words.remove)}
          onConfirm={() => void remove(leaving)}
          onClose={() => setLeaving(null)}
        >
          {t(words.removePasskeyAbout)}
        </Confirm>
      )}
      {dialog}
    </Section>
  )
}

function PasskeyLine({ passkey: { label, host, synced, createdAt, usedAt } }: { passkey: Passkey }) {
  const t = useText()
  return (
    <div>
      <Text fw={500} span>
        {label}
      </Text>{' '}
      {synced && <Badge>{t(words.synced)}</Badge>}
      <div className={classes.meta}>
        {t(words.forHost(host))} · {t(words.lastSeen)} <When at={usedAt ?? createdAt} />
      </div>
    </div>
  )
}

function NameDialog({ onName, onClose }: { onName(label: string): void; onClose(): void }) {
  const t = useText()
  const [label, setLabel] = useState('')
  return (
    <Confirm
      opened
      title={t(words.addPasskey)}
      action={t(words.addPasskey)}
      disabled={label.trim() === ''}
      onConfirm={() => onName(label.trim())}
      onClose={onClose}
    >
      <TextInput
        label={t(words.passkeyLabel)}
        description={t(words.passkeyLabelAbout)}
        data-autofocus
        required
        maxLength={60}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
      />
    </Confirm>
  )
}
