import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { formatMoneyWhole } from '../../../language/money.ts'
import { useMay } from '../../../web/api/me.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useFormat, useLocale, useText } from '../../../web/lang.tsx'
import { Baton } from '../../../web/ui/machine-mark.tsx'
import type { deskSummarySchema } from '../../desk/schema.ts'
import classes from './today.module.css'
import { words } from './today-words.ts'

/** What the AI drafted and a person must decide, by skill. */
export function WaitingDrafts() {
  const t = useText()
  const format = useFormat()
  const { lang, currency } = useLocale()
  const may = useMay('desk.read')
  const desk = useRead<z.infer<typeof deskSummarySchema>>(may ? '/desk' : null).data
  if (desk === undefined) return null
  const skills = desk.bySkill.filter(({ open }) => open > 0)
  return (
    <section aria-labelledby="waits">
      <h2 className={classes.heading} id="waits">
        {t(words.waitsForYou)}
      </h2>
      {skills.length === 0 && <p className={classes.quiet}>{t(words.noDrafts)}</p>}
      <ul className={classes.list}>
        {skills.map(({ skill, title, open, effectCents }) => (
          <li key={skill}>
            <Link to="/desk" search={{ skill } as never} className={classes.row}>
              <span className={classes.machine}>
                <Baton />
              </span>
              <span className={classes.rowName}>{t(title)}</span>
              {effectCents !== null && effectCents !== 0 && (
                <span className={classes.rowNote}>{formatMoneyWhole(effectCents, { lang, currency })}</span>
              )}
              <span className={classes.rowCount}>{format.count(open)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {(desk.acting > 0 || desk.failed > 0) && (
        <p className={classes.quiet}>
          {[desk.acting > 0 ? t(words.acting(desk.acting)) : '', desk.failed > 0 ? t(words.failed(desk.failed)) : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      )}
    </section>
  )
}
