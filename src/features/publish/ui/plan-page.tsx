/** The content plan: a month, a week, or a board by where things stand. Pieces are moved by dragging and by keys. */
import { Button, SegmentedControl } from '@mantine/core'
import { useRef, useState } from 'react'
import { addDays } from '../../../core/time.ts'
import { useAddress, withQuery } from '../../../web/address.ts'
import { useMay } from '../../../web/api/me.ts'
import { useRead, useSend } from '../../../web/api/queries.ts'
import { useLocale, useText } from '../../../web/lang.tsx'
import { useKeys } from '../../../web/ui/keys.ts'
import { Empty, Loaded } from '../../../web/ui/loaded.tsx'
import { notify } from '../../../web/ui/notify.ts'
import { Page } from '../../../web/ui/page.tsx'
import { explain } from '../../../web/ui/words.ts'
import type { Plan, PlannedPiece } from '../schema.ts'
import { Board } from './board.tsx'
import { Calendar } from './calendar.tsx'
import { daysOf, step, VIEWS } from './days.ts'
import { NewPiece } from './new-piece.tsx'
import classes from './plan.module.css'
import { movedTo, words } from './words.ts'

export function PlanPage() {
  const t = useText()
  const { lang, timeZone } = useLocale()
  const { said, say } = useAddress()
  const mayAdd = useMay('desk.decide')
  const [isAdding, setAdding] = useState(false)
  const view = VIEWS.find((one) => one === said.view) ?? 'month'
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
  const anchor = /^\d{4}-\d{2}-\d{2}$/.test(said.day ?? '') ? (said.day ?? today) : today
  const days = daysOf(view, anchor)
  const query = useRead<Plan>(withQuery('/pieces', { from: days[0], to: days.at(-1) }))
  const { move } = useMove()
  usePieceKeys()
  const locale = lang === 'de' ? 'de-DE' : 'en-GB'
  const named = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <Page
      title={t(words.title)}
      about={t(words.about)}
      actions={mayAdd && <Button onClick={() => setAdding(true)}>{t(words.add)}</Button>}
    >
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={t(words.view)}
          size="xs"
          value={view}
          onChange={(next) => say({ view: next })}
          data={VIEWS.map((value) => ({ value, label: t(words[value]) }))}
        />
        <Button size="xs" variant="default" onClick={() => say({ day: step(view, anchor, -1) })}>
          {t(words.earlier)}
        </Button>
        <Button size="xs" variant="default" onClick={() => say({ day: null })}>
          {t(words.today)}
        </Button>
        <Button size="xs" variant="default" onClick={() => say({ day: step(view, anchor, 1) })}>
          {t(words.later)}
        </Button>
        <h2 className={classes.when}>{named.format(new Date(`${anchor}T00:00:00Z`))}</h2>
      </div>
      <Loaded query={query} lines={12}>
        {(plan) => (
          <>
            {plan.items.length === 0 && <Empty title={t(words.nothing)}>{t(words.nothingHint)}</Empty>}
            {view === 'board' ? (
              <Board items={plan.items} onMove={(piece, by) => move(piece, addDays(piece.day ?? plan.today, by))} />
            ) : (
              <Calendar
                view={view}
                days={days}
                month={anchor.slice(0, 7)}
                plan={plan}
                onMove={(piece, by) => move(piece, addDays(piece.day ?? plan.today, by))}
                onDrop={move}
              />
            )}
            {isAdding && <NewPiece places={plan.places} onClose={() => setAdding(false)} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Gives a piece another day; it keeps the focus wherever it goes. */
function useMove() {
  const { mutate } = useSend(['pieces', 'proposals', 'desk'])
  const isMoving = useRef(false)
  const move = ({ id, contentHash }: PlannedPiece, day: string) => {
    // The next move is bound to what this one makes of it.
    if (isMoving.current) return
    isMoving.current = true
    mutate(
      { path: `/pieces/${id}/move`, method: 'POST', body: { contentHash, day } },
      {
        onSuccess: () => notify({ message: movedTo(day), tone: 'good', about: 'move' }),
        onError: (error) => notify({ message: explain(error), tone: 'bad', about: 'move' }),
        onSettled: () => {
          isMoving.current = false
          requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-piece="${id}"]`)?.focus())
        },
      },
    )
  }
  return { move }
}

/** 'j' and 'k' go from piece to piece, as in the other lists. */
function usePieceKeys(): void {
  const go = (by: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>('[data-piece]')]
    const focused: Element | null = document.activeElement
    const at = focused instanceof HTMLElement ? all.indexOf(focused) : -1
    all[at === -1 ? 0 : (at + by + all.length) % all.length]?.focus()
  }
  useKeys(words.keys, [
    { keys: 'j', label: words.next, run: () => go(1) },
    { keys: 'k', label: words.previous, run: () => go(-1) },
  ])
}
