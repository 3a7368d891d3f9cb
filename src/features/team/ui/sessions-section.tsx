import { Button } from '@mantine/core'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { Badge } from '../../../web/ui/state-badge.tsx'
import { When } from '../../../web/ui/when.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { SessionView } from '../schema.ts'
import classes from './account.module.css'
import { Section } from './section.tsx'
import { words } from './words.ts'

export function SessionsSection() {
  const t = useText()
  const query = useRead<{ readonly items: readonly SessionView[] }>('/account/sessions')
  const { mutate, isPending } = useSend(['account'])
  const endOthers = () =>
    mutate(
      { path: '/account/sessions', method: 'DELETE' },
      { onSuccess: () => notify({ message: words.othersEnded, tone: 'good' }), onError: tellWhy },
    )
  const end = (id: number) => mutate({ path: `/account/sessions/${id}`, method: 'DELETE' }, { onError: tellWhy })
  return (
    <Section title={t(words.sessions)} about={t(words.sessionsAbout)}>
      <Loaded query={query}>
        {({ items }) => (
          <>
            <ul className={classes.list}>
              {items.map((session) => (
                <li key={session.id}>
                  <SessionLine session={session} />
                  {!session.current && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t(words.endSession(session.device || t(words.unknownDevice)))}
                      onClick={() => end(session.id)}
                    >
                      {t(words.end)}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {items.length > 1 && (
              <Button variant="default" loading={isPending} onClick={endOthers}>
                {t(words.endOthers)}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}

const tellWhy = (error: Parameters<typeof explain>[0]) => notify({ message: explain(error), tone: 'bad' })

function SessionLine({ session: { device, network, seenAt, current } }: { session: SessionView }) {
  const t = useText()
  return (
    <div>
      <span>{device === '' ? t(words.unknownDevice) : device}</span>{' '}
      {current && <Badge tone="accent">{t(words.thisSession)}</Badge>}
      <div className={classes.meta}>
        {t(words.lastSeen)} <When at={seenAt} />
        {network !== '' && ` · ${t(words.network(network))}`}
      </div>
    </div>
  )
}
