import { IconChevronRight } from '@tabler/icons-react'
import { useText } from '../../../web/lang.tsx'
import { Chart } from '../../../web/ui/chart/chart.tsx'
import { Badge } from '../../../web/ui/state-badge.tsx'
import type { ReportSection } from '../schema.ts'
import { FiguresTable } from './figures-table.tsx'
import classes from './report.module.css'
import { ReportTable } from './report-table.tsx'
import { words } from './report-words.ts'

interface SectionViewProps {
  readonly section: ReportSection
  readonly isOpen: boolean
  onTurn(): void
  onAsk(evidenceId: string, x?: string): void
}

/** What one step brought; drawn when it is opened. */
export function SectionView({ section: { step, contribution }, isOpen, onTurn, onAsk }: SectionViewProps) {
  const t = useText()
  const { title, method, charts, tables, figures, notEnoughData } = contribution
  return (
    <section className={classes.section} id={step} aria-labelledby={`${step}-title`}>
      <h3 id={`${step}-title`}>
        <button type="button" className={classes.turn} aria-expanded={isOpen} onClick={onTurn}>
          <IconChevronRight size={16} className={isOpen ? classes.turned : ''} aria-hidden="true" />
          {t(title)}
          {notEnoughData !== null && <Badge tone="warn">{t(words.notEnough)}</Badge>}
        </button>
      </h3>
      {isOpen && (
        <div className={classes.sectionBody}>
          {notEnoughData !== null && <p className={classes.prose}>{t(notEnoughData)}</p>}
          {charts.map((chart) => (
            <div key={chart.id} id={chart.id}>
              <Chart spec={chart} onPick={({ x }) => onAsk(chart.evidenceId, x)} />
            </div>
          ))}
          {figures.length > 0 && <FiguresTable name={step} figures={figures} onAsk={onAsk} />}
          {tables.map((table) => (
            <ReportTable key={table.id} table={table} onAsk={onAsk} />
          ))}
          <p className={classes.quiet}>
            {t(words.method)}: {t(method)}
          </p>
        </div>
      )}
    </section>
  )
}
