/** Nothing to decide: what will be here, and when. */
import { Link } from '@tanstack/react-router'
import { useText } from '../../../web/lang.tsx'
import { Empty } from '../../../web/ui/loaded.tsx'
import classes from './desk-page.module.css'
import type { View } from './filters.ts'
import { emptyHint, emptyViewWords, words } from './words.ts'

export function EmptyDesk({ view }: { view: View }) {
  const t = useText()
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
          {t(emptyHint(null))}
        </Empty>
      ) : (
        <Empty title={t(emptyViewWords[view])} />
      )}
    </div>
  )
}
