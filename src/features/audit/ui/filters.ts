/** What the audit log is narrowed to, in the page's address and as the workbench is asked. Pure. */

export interface Filters {
  readonly actor: string
  readonly action: string
  readonly subject: string
  /** Shop days, both included; '' : open. */
  readonly from: string
  readonly to: string
}

export const NO_FILTERS: Filters = { actor: '', action: '', subject: '', from: '', to: '' }

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function readFilters(search: Readonly<Record<string, unknown>>): Filters {
  const word = (key: string) => {
    const given = search[key]
    return typeof given === 'string' ? given.slice(0, 200) : ''
  }
  const day = (key: string) => (DAY.test(word(key)) && !Number.isNaN(Date.parse(word(key))) ? word(key) : '')
  return { actor: word('actor'), action: word('action'), subject: word('subject'), from: day('from'), to: day('to') }
}

/** @param startOf the instant at which a day begins where the shop is */
export function listPath(filters: Filters, startOf: (day: string) => string): string {
  const query = new URLSearchParams({ limit: '100' })
  for (const key of ['actor', 'action', 'subject'] as const)
    if (filters[key].trim() !== '') query.set(key, filters[key].trim())
  if (filters.from !== '') query.set('from', startOf(filters.from))
  if (filters.to !== '') query.set('until', startOf(dayAfter(filters.to)))
  return `/audit?${query}`
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** The instant at which a day begins in a time zone; where its clocks skip midnight, the first after. */
export function startOfDay(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // The zone's distance is looked up twice: the first guess may lie on the other side of a change of clocks.
  const guess = midnight - offsetAt(midnight, timeZone)
  return new Date(midnight - offsetAt(guess, timeZone)).toISOString()
}

/** Milliseconds that the clocks of a zone are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(new Date(at))
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(at / 1000) * 1000
}
