/** From what was asked for to the hits that are meant. Pure. */
import { AppError } from '../../core/errors.ts'
import { addDays, type Day, daysBetween, parseDay } from '../../core/time.ts'
import { type Dimension, dimensionSchema, type Filter, type Period, type Scope, type ScopeQuery } from './schema.ts'

/** Days of a period where none was asked for. */
export const DEFAULT_DAYS = 28
/** Longer ones would read more than a page may wait for. */
const MOST_DAYS = 400

/** The `days` up to and including `to`. */
export function periodUpTo(to: Day, days = DEFAULT_DAYS): Period {
  return { from: addDays(to, 1 - days), to }
}

/** The period of the same length right before. */
export function periodBefore({ from, to }: Period): Period {
  return periodUpTo(addDays(from, -1), daysOf({ from, to }))
}

/** Number of days. */
export function daysOf({ from, to }: Period): number {
  return daysBetween(from, to) + 1
}

/**
 * The period that was asked for, or the last 28 days that are over.
 * @param today the shop day it is now
 * @throws AppError 'usage.invalid' where a day is none, the order is wrong, it is too long or yet to come
 */
export function resolvePeriod({ from, to }: Pick<ScopeQuery, 'from' | 'to'>, today: Day): Period {
  const last = to === undefined ? addDays(today, -1) : parseDay(to, 'to')
  const first = from === undefined ? addDays(last, 1 - DEFAULT_DAYS) : parseDay(from, 'from')
  const period = { from: first, to: last }
  if (first > last) throw new AppError('usage.invalid', `from: ${first} is later than the last day, ${last}.`)
  if (last > today) throw new AppError('usage.invalid', `to: ${last} is yet to come; today is ${today}.`)
  if (daysOf(period) > MOST_DAYS) {
    throw new AppError(
      'usage.invalid',
      `from: ${daysOf(period)} days are more than the ${MOST_DAYS} that can be asked for.`,
    )
  }
  return period
}

/**
 * Filters from 'browser:Safari 17' or 'property:coupon:NEU'.
 * @throws AppError 'usage.invalid' where one names no dimension
 */
export function parseFilters(texts: readonly string[]): Filter[] {
  const byDimension = new Map<Dimension, string[]>()
  for (const text of texts) {
    const [dimension, value] = splitFilter(text)
    byDimension.set(dimension, [...(byDimension.get(dimension) ?? []), value])
  }
  return [...byDimension].map(([dimension, values]) => ({ dimension, values }))
}

function splitFilter(text: string): [Dimension, string] {
  const colon = text.indexOf(':', text.startsWith('property:') ? 'property:'.length : 0)
  const parsed = dimensionSchema.safeParse(colon < 0 ? text : text.slice(0, colon))
  if (!parsed.success)
    throw new AppError('usage.invalid', `filter: ${parsed.error.issues[0]?.message ?? 'is not valid'}.`)
  if (colon < 0) throw new AppError('usage.invalid', `filter: '${text}' has no value. Write ${text}:<value>.`)
  return [parsed.data, text.slice(colon + 1)]
}

/** The hits that were asked for. */
export function resolveScope(query: ScopeQuery, today: Day): Scope {
  return { period: resolvePeriod(query, today), filters: parseFilters(query.filter) }
}
