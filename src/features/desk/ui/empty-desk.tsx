/** Nothing to decide: what will be here, and when. */
import { Link } from '@tanstack/react-router'
import { useRead } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Empty } from '../../../web/ui/loaded.tsx'
import type { NightNow } from '../../report/schema.ts'
import classes from './desk-page.module.css'
import type { View } from './filters.ts'
import { useMinute } from './use-minute.ts'
import { emptyHint, emptyViewWords, soonWords, words } from './words.ts'

export function EmptyDesk({ view }: { view: View }) {
  const t = useText()
  const { timeZone } = useLocale()
  const now = useMinute()
  const night = useRead<NightNow>(view === 'open' ? '/night' : null).data
  const next = night === undefined ? null : soonWords(night.nextAt, now, timeZone)
  return (
    <div className={classes.body}>
      {view === 'open' ? (
        <Empty
          title={t(words.emptyTitle)}
          action={
            <Link to="/autonomy" className={classes.link}>
              {t(words.emptyAction)}
            </Link>
          }
        >
          {t(emptyHint(next))}
        </Empty>
      ) : (
        <Empty title={t(emptyViewWords[view])} />
      )}
    </div>
  )
}
