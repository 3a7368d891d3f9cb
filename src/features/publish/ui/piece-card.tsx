/** One piece: where it goes and when, where it stands, and the way to its proposal. */
import { IconAlertTriangle, IconCircle, IconCircleCheck, IconClock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useText } from '../../../web/lang.tsx'
import { Badge, type Tone } from '../../../web/ui/state-badge.tsx'
import type { PlannedPiece, Stage } from '../schema.ts'
import { daysByKey } from './days.ts'
import classes from './plan.module.css'
import { kindWords, placeWords, stageWords, words, worstWords } from './words.ts'

const LOOKS: Readonly<Record<Stage, { tone: Tone; icon: typeof IconCircle }>> = {
  planned: { tone: 'accent', icon: IconCircle },
  scheduled: { tone: 'good', icon: IconClock },
  live: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'bad', icon: IconAlertTriangle },
}

export const isMovable = ({ stage, mayDecide }: PlannedPiece): boolean =>
  mayDecide && (stage === 'planned' || stage === 'scheduled')

interface PieceCardProps {
  readonly piece: PlannedPiece
  /** Shows the day as well: where it does not stand on one. */
  readonly withDay?: boolean
  onMove(piece: PlannedPiece, days: number): void
}

export function PieceCard({ piece, withDay = false, onMove }: PieceCardProps) {
  const t = useText()
  const { id, kind, place, title, stage, day, time, worst, url, failure } = piece
  const movable = isMovable(piece)
  const { tone, icon } = LOOKS[stage]
  return (
    <li
      className={classes.piece}
      draggable={movable}
      data-movable={movable}
      onDragStart={({ dataTransfer }) => dataTransfer.setData('text/plain', id)}
    >
      <Link
        to={`/desk/${id}`}
        search={{ state: 'all' }}
        data-piece={id}
        onKeyDown={(event) => {
          const days = event.shiftKey ? daysByKey(event.key) : null
          if (days === null || !movable) return
          event.preventDefault()
          onMove(piece, days)
        }}
      >
        {t(title)}
      </Link>
      <span className={classes.meta}>
        <Badge tone={tone} icon={icon}>
          {t(stageWords[stage])}
        </Badge>
        {(worst === 'error' || worst === 'warning') && stage === 'planned' && (
          <Badge tone={worst === 'error' ? 'bad' : 'warn'} icon={IconAlertTriangle}>
            {t(worstWords[worst])}
          </Badge>
        )}
        <span>
          {[t(kindWords[kind]), t(placeWords[place]), withDay ? day : null, time]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
        {url !== null && (
          <a href={url} target="_blank" rel="noreferrer">
            {t(words.open)}
          </a>
        )}
        <a href={`/api/v1/pieces/${id}/file?format=html`} download>
          {t(words.file)}
        </a>
      </span>
      {failure !== null && <p className={classes.failure}>{t(failure)}</p>}
    </li>
  )
}
