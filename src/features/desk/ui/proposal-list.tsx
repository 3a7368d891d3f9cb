/** The queue: thousands of rows of one height, of which only those in view are there; more are read before the end is reached. */
import { IconAlertTriangle, IconBan, IconClockPlay } from '@tabler/icons-react'
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { memo, useDeferredValue, useEffect, useRef } from 'react'
import { useLocale, useText } from '../../../web/lang.tsx'
import type { ProposalRow } from '../schema.ts'
import { ageText, effectText, listedMoney } from './effect.ts'
import classes from './list.module.css'
import { words } from './words.ts'

const ROW_HEIGHT = 52
/** Rows before the end at which the next piece is read. */
const READ_AHEAD = 150

interface ProposalListProps {
  readonly rows: readonly ProposalRow[]
  readonly currentId: string | null
  readonly picked: ReadonlySet<string>
  readonly hasMore: boolean
  readonly isLoadingMore: boolean
  /** Ages are told from here, so that rows need not be drawn anew with every second. */
  readonly now: number
  loadMore(): void
  onOpen(id: string): void
  onPick(id: string): void
}

export function ProposalList(props: ProposalListProps) {
  const { currentId, picked, hasMore, isLoadingMore, now, loadMore, onOpen, onPick } = props
  const t = useText()
  // A list that became another one is drawn piece by piece: no key waits for it.
  const rows = useDeferredValue(props.rows)
  const scroll = useRef<HTMLDivElement>(null)
  const places = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  })
  const seen = places.getVirtualItems()
  const last = seen.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last + READ_AHEAD > props.rows.length) loadMore()
  })
  const at = rows.findIndex(({ id }) => id === currentId)
  useEffect(() => {
    if (at >= 0 && !isInView(places, at)) places.scrollToIndex(at, { align: 'auto' })
  }, [at, places])
  return (
    <div className={classes.scroll} ref={scroll} data-scroll="proposals">
      <ul className={classes.space} style={{ height: places.getTotalSize() }} aria-label={t(words.list)}>
        {seen.map(({ index, start }) => {
          const row = rows[index]
          if (row === undefined) return null
          return (
            <Row
              key={row.id}
              row={row}
              top={start}
              place={index + 1}
              count={hasMore ? -1 : rows.length}
              isCurrent={index === at}
              // One row can be reached by Tab; j and k move among them.
              isTabStop={index === Math.max(at, 0)}
              isPicked={picked.has(row.id)}
              now={now}
              onOpen={onOpen}
              onPick={onPick}
            />
          )
        })}
      </ul>
      {isLoadingMore && <p className={classes.more}>{t(words.moreComing)}</p>}
    </div>
  )
}

/** From what is known already: to scroll where nothing needs to be would have the page laid out first. */
function isInView({ scrollOffset, scrollRect }: Virtualizer<HTMLDivElement, Element>, at: number): boolean {
  if (scrollOffset === null || scrollRect === null) return false
  const top = at * ROW_HEIGHT
  return top >= scrollOffset && top + ROW_HEIGHT <= scrollOffset + scrollRect.height
}

interface RowProps {
  readonly row: ProposalRow
  readonly top: number
  readonly place: number
  readonly count: number
  readonly isCurrent: boolean
  readonly isTabStop: boolean
  readonly isPicked: boolean
  readonly now: number
  onOpen(id: string): void
  onPick(id: string): void
}

const Row = memo(function Row(props: RowProps) {
  const { row, top, place, count, isCurrent, isTabStop, isPicked, now, onOpen, onPick } = props
  const t = useText()
  const { lang, currency } = useLocale()
  const money = row.effect === null ? null : listedMoney(row.effect, { lang, currency })
  const inFull = row.effect === null ? null : effectText(row.effect, { lang, currency })
  return (
    <li
      className={`${classes.row} ${isCurrent ? classes.current : ''} ${isPicked ? classes.picked : ''}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={count}
      aria-posinset={place}
    >
      <label className={classes.pick}>
        <input
          type="checkbox"
          checked={isPicked}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={`${t(words.pick)}: ${t(row.title)}`}
          onChange={() => onPick(row.id)}
        />
      </label>
      <button
        type="button"
        className={classes.open}
        aria-current={isCurrent}
        tabIndex={isTabStop ? 0 : -1}
        onClick={() => onOpen(row.id)}
      >
        <span className={classes.line}>
          <span className={classes.title}>{t(row.title)}</span>
          {money !== null && (
            <span className={classes.value} title={inFull ?? undefined}>
              {money}
            </span>
          )}
        </span>
        <span className={classes.line}>
          <span className={classes.about}>{t(row.skillTitle)}</span>
          <span className={classes.marks}>
            <Marks row={row} />
            <span>{ageText(row.createdAt, now, lang)}</span>
          </span>
        </span>
      </button>
    </li>
  )
})

function Marks({ row: { findings, assignee, actsAt } }: { row: ProposalRow }) {
  const t = useText()
  return (
    <>
      {actsAt !== null && <IconClockPlay size={14} role="img" aria-label={t(words.acts)} />}
      {findings.error > 0 && (
        <span className={classes.error}>
          <IconBan size={13} role="img" aria-label={t(words.errors)} />
          {findings.error}
        </span>
      )}
      {findings.warning > 0 && (
        <span className={classes.warning}>
          <IconAlertTriangle size={13} role="img" aria-label={t(words.warnings)} />
          {findings.warning}
        </span>
      )}
      {assignee !== null && <span className={classes.assignee}>{assignee.name}</span>}
    </>
  )
}
