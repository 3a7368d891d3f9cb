/** Days as a grid of weeks, with the pieces that go out on each; on a phone the days that have some, one below the other. */
import { useState } from 'react'
import { useLocale, useText } from '../../../web/lang.tsx'
import type { Plan, PlannedPiece } from '../schema.ts'
import type { View } from './days.ts'
import { isMovable, PieceCard } from './piece-card.tsx'
import classes from './plan.module.css'
import { words } from './words.ts'

interface CalendarProps {
  readonly view: Exclude<View, 'board'>
  readonly days: readonly string[]
  /** '2026-11': days of others are set back. */
  readonly month: string
  readonly plan: Plan
  onMove(piece: PlannedPiece, days: number): void
  onDrop(piece: PlannedPiece, day: string): void
}

export function Calendar({ view, days, month, plan, onMove, onDrop }: CalendarProps) {
  const t = useText()
  const { lang } = useLocale()
  const [over, setOver] = useState<string | null>(null)
  const locale = lang === 'de' ? 'de-DE' : 'en-GB'
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const dated = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const at = (day: string) => new Date(`${day}T00:00:00Z`)
  const undated = plan.items.filter(({ day }) => day === null)
  const drop = (day: string, id: string) => {
    setOver(null)
    const piece = plan.items.find((one) => one.id === id)
    if (piece !== undefined && isMovable(piece) && piece.day !== day) onDrop(piece, day)
  }
  return (
    <>
      <ol className={classes.grid}>
        {days.slice(0, 7).map((day) => (
          <li key={`name-${day}`} className={classes.weekday} aria-hidden="true">
            {weekday.format(at(day))}
          </li>
        ))}
        {days.map((day) => {
          const pieces = plan.items.filter((piece) => piece.day === day)
          return (
            <li
              key={day}
              className={classes.day}
              data-view={view}
              data-out={view === 'month' && !day.startsWith(month)}
              data-today={day === plan.today}
              data-empty={pieces.length === 0}
              data-over={over === day}
              onDragOver={(event) => {
                event.preventDefault()
                setOver(day)
              }}
              onDrop={(event) => {
                event.preventDefault()
                drop(day, event.dataTransfer.getData('text/plain'))
              }}
            >
              <time className={classes.number} dateTime={day}>
                <span className={classes.weekdayOf}>{weekday.format(at(day))} </span>
                {dated.format(at(day))}
              </time>
              <Pieces pieces={pieces} onMove={onMove} />
            </li>
          )
        })}
      </ol>
      {undated.length > 0 && (
        <section className={classes.column}>
          <h2>{t(words.undated)}</h2>
          <Pieces pieces={undated} onMove={onMove} />
        </section>
      )}
    </>
  )
}

function Pieces({ pieces, onMove }: { pieces: readonly PlannedPiece[]; onMove: CalendarProps['onMove'] }) {
  if (pieces.length === 0) return null
  return (
    <ul className={classes.pieces}>
      {pieces.map((piece) => (
        <PieceCard key={piece.id} piece={piece} onMove={onMove} />
      ))}
    </ul>
  )
}
