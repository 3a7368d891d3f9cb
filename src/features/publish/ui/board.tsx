/** Pieces by where they stand: planned, scheduled, live, failed. */
import { useText } from '../../../web/lang.tsx'
import { type PlannedPiece, STAGES } from '../schema.ts'
import { PieceCard } from './piece-card.tsx'
import classes from './plan.module.css'
import { stageWords, words } from './words.ts'

interface BoardProps {
  readonly items: readonly PlannedPiece[]
  onMove(piece: PlannedPiece, days: number): void
}

export function Board({ items, onMove }: BoardProps) {
  const t = useText()
  return (
    <div className={classes.board}>
      {STAGES.map((stage) => {
        const pieces = items.filter((piece) => piece.stage === stage)
        return (
          <section key={stage} className={classes.column} aria-label={t(stageWords[stage])}>
            <h2>
              {t(stageWords[stage])} ({pieces.length})
            </h2>
            {pieces.length === 0 ? (
              <p className={classes.soft}>{t(words.none)}</p>
            ) : (
              <ul className={classes.pieces}>
                {pieces.map((piece) => (
                  <PieceCard key={piece.id} piece={piece} withDay onMove={onMove} />
                ))}
              </ul>
            )}
          </section>
        )
      })}
    </div>
  )
}
