/** The start page: what happened yesterday, what matters, what waits, and how the night went. */
import { Link } from '@tanstack/react-router'
import { formatDay } from '../../../language/dates.ts'
import { useRead } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { DayReport, Today } from '../schema.ts'
import { Agenda } from './agenda.tsx'
import { Figures } from './figures.tsx'
import { NightCard } from './night-card.tsx'
import { SaidAndCame } from './said-and-came.tsx'
import classes from './today.module.css'
import { words } from './today-words.ts'
import { WaitingDrafts } from './waiting-drafts.tsx'

export function TodayPage() {
  const t = useText()
  const { lang } = useLocale()
  const today = useRead<Today>('/today')
  const report = today.data?.status === 'found' ? today.data.report : null
  return (
    <Page
      title={useGreeting()}
      about={
        report !== null && (
          <>
            {t(words.reportFor({ de: formatDay(report.asOf, 'full', 'de'), en: formatDay(report.asOf, 'full', 'en') }))}
            {' · '}
            <Link to="/reports/$day" params={{ day: report.asOf }}>
              {t(words.wholeReport)}
            </Link>
          </>
        )
      }
    >
      <Loaded query={today} lines={12}>
        {(data) => {
          if (data.status === 'none') return <Empty title={t(words.noReport)}>{t(words.noReportAbout)}</Empty>
          if (data.status === 'unreadable')
            return <Empty title={t(words.unreadable)}>{t(words.unreadableAbout(data.asOf))}</Empty>
          return <Day report={data.report} key={lang} />
        }}
      </Loaded>
    </Page>
  )
}

function Day({ report }: { report: DayReport }) {
  return (
    <>
      <Figures figures={report.figures} day={report.asOf} />
      <div className={classes.columns}>
        <Agenda findings={report.findings} day={report.asOf} />
        <div className={classes.side}>
          <WaitingDrafts />
          <NightCard report={report} />
          <SaidAndCame report={report} />
        </div>
      </div>
    </>
  )
}

/** By the shop's clock, with the day as the shop has it. */
function useGreeting(): string {
  const t = useText()
  const { lang, timeZone } = useLocale()
  const now = new Date()
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now))
  const greeting = hour < 11 ? words.morning : hour < 18 ? words.day : words.evening
  // 'YYYY-MM-DD' is how Swedish writes a day.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now)
  return `${t(greeting)}, ${formatDay(day, 'weekday', lang)}, ${formatDay(day, 'day-month', lang)}`
}
