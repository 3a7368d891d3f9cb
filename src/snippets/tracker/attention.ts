/** What the visitor does with a page: how long it was to be seen, how far down, and what was clicked. */

export interface Attention {
  /** Visible time since the page was viewed or last left. */
  readonly dwellSeconds: number
  /** How much of the page has been on the screen so far, from its top. */
  readonly scrollPercent: number
  /** Names of what was clicked since then, in order. */
  readonly clicks: readonly string[]
}

const MOST_CLICKS = 20

/** 0: it is not. */
let visibleSince = 0
let scrollPercent = 0
let clicks: string[] = []

/** A page begins. */
export function resetAttention(): void {
  visibleSince = 0
  scrollPercent = 0
  clicks = []
  resumeAttention()
}

/** Time counts from now on, if the page can be seen. */
export function resumeAttention(): void {
  if (!document.hidden && !visibleSince) visibleSince = performance.now()
}

/** What came together since the page was to be seen; undefined where it was not. Stops the time. */
export function takeAttention(): Attention | undefined {
  if (!visibleSince) return
  noteScroll()
  const dwellSeconds = Math.round(performance.now() - visibleSince) / 1000
  const taken = { dwellSeconds, scrollPercent, clicks }
  visibleSince = 0
  clicks = []
  return taken
}

export function noteScroll(): void {
  const seen = (scrollY + innerHeight) / document.documentElement.scrollHeight
  scrollPercent = Math.max(scrollPercent, Math.min(Math.round(seen * 100), 100))
}

export function noteClick(target: Element): void {
  const element = target.closest('a,button,input,select,[data-dirigent]')
  if (element && clicks.length < MOST_CLICKS) clicks.push(clickLabel(element))
}

/** `button#buy`, `a.teaser`: never the text of an element, which may name a person. */
export function clickLabel({ tagName, id, classList }: Pick<Element, 'tagName' | 'id' | 'classList'>): string {
  return tagName.toLowerCase() + (id ? `#${id}` : classList[0] ? `.${classList[0]}` : '')
}
