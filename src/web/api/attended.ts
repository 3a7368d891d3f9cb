/** Whether somebody is at this page: what it asks by itself otherwise must not keep their session from ending. */

/** So long after the last touch of a key, a pointer or the screen the page counts as left. */
const LEFT_MS = 60_000
const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const

let touchedAt = Date.now()

export function watchTouches(page: EventTarget, now: () => number = Date.now): void {
  const touch = () => {
    touchedAt = now()
  }
  touch()
  for (const kind of TOUCHES) page.addEventListener(kind, touch, { passive: true, capture: true })
}

export function isAttended(now = Date.now()): boolean {
  return now - touchedAt < LEFT_MS
}
