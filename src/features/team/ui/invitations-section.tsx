import { Button } from '@mantine/core'
import { ROLE_WORDS } from '../../../core/role-words.ts'
import { useList, useSend } from '../../../web/api/queries.ts'
import { useText } from '../../../web/lang.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { When } from '../../../web/ui/when.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { InvitationView } from '../schema.ts'
import classes from './team.module.css'
import { words } from './team-words.ts'

/** Nothing where nobody is invited. */
export function InvitationsSection() {
  const t = useText()
  const { items } = useList<InvitationView>('/team/invitations?limit=200')
  const { mutate } = useSend(['team'])
  if (items.length === 0) return null
  const withdraw = (id: number) =>
    mutate(
      { path: `/team/invitations/${id}`, method: 'DELETE' },
      {
        onSuccess: () => notify({ message: words.withdrawn, tone: 'good' }),
        onError: (error) => notify({ message: explain(error), tone: 'bad' }),
      },
    )
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">{t(words.invitations)}</h2>
      <ul className={classes.list}>
        {items.map(({ id, email, role, expiresAt }) => (
          <li key={id}>
            <div>
              {email}
              <div className={classes.meta}>
                {t(ROLE_WORDS[role].title)} · {t(words.until)} <When at={expiresAt} />
              </div>
            </div>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t(words.withdrawOf(email))}
              onClick={() => withdraw(id)}
            >
              {t(words.withdraw)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
