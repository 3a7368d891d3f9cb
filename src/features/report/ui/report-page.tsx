/** One report as a page that can be questioned: findings, what was said and came, the analyses, the night, and the rows behind all of it. */
import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Text } from '../../../core/lang.ts'
import { formatDay } from '../../../language/dates.ts'
import { useRead } from '../../../web/api/queries.ts'
import { LocaleProvider, useLocale, useText } from '../../../web/lang.tsx'
import { printPage } from '../../../web/ui/chart/chart.tsx'
import { useKeys } from '../../../web/ui/keys.ts'
import { Loaded } from '../../../web/ui/loaded.tsx'
import { Page } from '../../../web/ui/page.tsx'
import type { Report, ReportHead } from '../schema.ts'
import { ClaimsAhead, ClaimsChecked } from './claims-view.tsx'
import { FindingView } from './finding-view.tsx'
import { NightTable } from './night-table.tsx'
import classes from './report.module.css'
import { ReportForms } from './report-forms.tsx'
import { words } from './report-words.ts'
import { RowsDrawer } from './rows-drawer.tsx'
import { SectionView } from './section-view.tsx'

export function ReportPage() {
  const t = useText()
  const { day = 'latest' }: { day?: string } = useParams({ strict: false })
  const report = useRead<Report>(`/reports/${encodeURIComponent(day)}`)
  const shownDay = report.data?.asOf ?? (day === 'latest' ? null : day)
  const title = shownDay === null ? t(words.reports) : t(words.title(bothDays(shownDay)))
  return (
    <Page
      title={title}
      about={shownDay !== null && <ReportForms day={shownDay} />}
      actions={<Neighbours day={shownDay} />}
    >
      <Loaded query={report} lines={14}>
        {(data) => (
          <InItsMoney report={data}>
            <ReportBody report={data} />
          </InItsMoney>
        )}
      </Loaded>
    </Page>
  )
}

/** A day that is no date ('/reports/nonsense') is said by the workbench; the title shows it as it came. */
function bothDays(day: string) {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  return isDay ? { de: formatDay(day, 'full', 'de'), en: formatDay(day, 'full', 'en') } : { de: day, en: day }
}

/** An old report tells its money in the currency it was made in. */
function InItsMoney({ report, children }: { report: Report; children: ReactNode }) {
  const locale = useLocale()
  const { currency, timeZone } = report.shop
  const value = useMemo(() => ({ ...locale, currency, timeZone }), [locale, currency, timeZone])
  return <LocaleProvider value={value}>{children}</LocaleProvider>
}

function Neighbours({ day }: { day: string | null }) {
  const t = useText()
  const navigate = useNavigate()
  const days = useRead<{ items: readonly ReportHead[] }>('/reports?limit=400').data?.items.map(({ asOf }) => asOf) ?? []
  const earlier = days.find((other) => day !== null && other < day)
  const later = days.findLast((other) => day !== null && other > day)
  const go = (to: string | undefined) => {
    if (to !== undefined) void navigate({ to: '/reports/$day', params: { day: to } })
  }
  useKeys(words.reports, [
    { keys: '[', label: words.earlier, run: () => go(earlier) },
    { keys: ']', label: words.later, run: () => go(later) },
  ])
  return (
    <>
      <Button size="xs" variant="default" disabled={earlier === undefined} onClick={() => go(earlier)}>
        {t(words.earlier)}
      </Button>
      <Button size="xs" variant="default" disabled={later === undefined} onClick={() => go(later)}>
        {t(words.later)}
      </Button>
    </>
  )
}

/** Where within the report: a finding, a table, a section. */
function useOpenSections(report: Report) {
  const hash = useLocation({ select: (location) => decodeURIComponent(location.hash) })
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (hash === '') return
    const holder = report.sections.find(
      ({ step, contribution: { tables, charts } }) =>
        step === hash || [...tables, ...charts].some(({ id }) => id === hash),
    )
    if (holder !== undefined) setOpen((before) => new Set([...before, holder.step]))
    // What was just opened is there after the next frame.
    const timer = setTimeout(() => document.getElementById(hash)?.scrollIntoView({ block: 'start' }), 60)
    return () => clearTimeout(timer)
  }, [hash, report])
  return { open, setOpen }
}

function titlesOf({ sections }: Report): ReadonlyMap<string, Text> {
  return new Map(
    sections.flatMap(({ contribution }) => contribution.evidence.map(({ id, title }) => [id, title] as const)),
  )
}

function ReportBody({ report }: { report: Report }) {
  const t = useText()
  const { open, setOpen } = useOpenSections(report)
  const navigate = useNavigate()
  const { rows, x }: { rows?: string; x?: string } = useSearch({ strict: false })
  const ask = (evidenceId: string, picked?: string) =>
    void navigate({ to: '.', search: { rows: evidenceId, x: picked } as never, resetScroll: false })
  const all = report.sections.map(({ step }) => step)
  const evidence = useMemo(() => titlesOf(report), [report])
  const isAllOpen = open.size >= all.length
  const turn = (step: string) => {
    const next = new Set(open)
    if (!next.delete(step)) next.add(step)
    setOpen(next)
  }
  const print = () => {
    setOpen(new Set(all))
    // What was just opened is to be on paper too.
    setTimeout(printPage, 100)
  }
  return (
    <div className={classes.report}>
      <Contents report={report} />
      <div className={classes.body}>
        <section aria-labelledby="findings">
          <h2 id="findings">{t(words.important)}</h2>
          {report.findings.length === 0 && <p className={classes.quiet}>{t(words.nothing)}</p>}
          {report.findings.map((finding) => (
            <FindingView key={finding.id} finding={finding} evidence={evidence} onAsk={ask} />
          ))}
        </section>
        <ClaimsChecked report={report} />
        <ClaimsAhead report={report} />
        <section aria-labelledby="sections">
          <div className={classes.sectionsHead}>
            <h2 id="sections">{t(words.sections)}</h2>
            <Button size="compact-sm" variant="subtle" onClick={() => setOpen(new Set(isAllOpen ? [] : all))}>
              {t(isAllOpen ? words.closeAll : words.openAll)}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPrinter size={15} aria-hidden="true" />}
              onClick={print}
            >
              {t(words.print)}
            </Button>
          </div>
          {report.sections.map((section) => (
            <SectionView
              key={section.step}
              section={section}
              isOpen={open.has(section.step)}
              onTurn={() => turn(section.step)}
              onAsk={ask}
            />
          ))}
        </section>
        <NightTable report={report} />
      </div>
      {rows !== undefined && rows !== '' && (
        <RowsDrawer
          day={report.asOf}
          id={rows}
          picked={x ?? null}
          onAll={() => ask(rows)}
          onClose={() => void navigate({ to: '.', search: {} as never, resetScroll: false })}
        />
      )}
    </div>
  )
}

function Contents({ report }: { report: Report }) {
  const t = useText()
  return (
    <nav className={classes.contents} aria-label={t(words.contents)}>
      <a href="#findings">{t(words.important)}</a>
      {report.sections.map(({ step, contribution }) => (
        <a key={step} href={`#${step}`}>
          {t(contribution.title)}
        </a>
      ))}
      <a href="#night">{t(words.night)}</a>
    </nav>
  )
}
