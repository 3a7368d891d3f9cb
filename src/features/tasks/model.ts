/** Which findings become tasks, whose, and until when. Pure. */
import type { Lang, Text } from '../../core/lang.ts'
import type { Role } from '../../core/rights.ts'
import { addDays, type Day, weekdayOf } from '../../core/time.ts'
import { bothLangs } from '../../language/sentences/pen.ts'
import type { Contribution, Finding } from '../findings/index.ts'
import { LONGEST_NOTES, LONGEST_TITLE } from './schema.ts'

/** Less than this a week is not worth the hour that a person spends on it. */
const LEAST_WEEK_CENTS = 10_000
/** More than that a night are a report of their own, not a list of things to do. */
const MOST_A_NIGHT = 5
/** Days until it is due: what costs money every day is for tomorrow. */
const DUE_DAYS = { urgent: 1, usual: 7 } as const

/** Whose matter a kind of finding is; what is not named here is for the marketing lead. */
const ROLE_OF: Readonly<Record<string, Role>> = {
  price: 'sales',
  stock: 'sales',
  customers: 'sales',
  basket: 'content-editor',
  search: 'content-editor',
  data: 'data-analyst',
  forecast: 'data-analyst',
}

export function roleOf({ kind }: Pick<Finding, 'kind'>): Role {
  return ROLE_OF[kind] ?? 'marketing-lead'
}

const perWeek = ({ stakeCents, stakePeriodDays }: Finding) =>
  stakeCents === null ? 0 : (Math.abs(stakeCents) * 7) / Math.max(1, stakePeriodDays)

/**
 * The findings to follow up, those with most money a week first. What counts the same money, or asks for
 * the same thing to be done first, is followed up once.
 * @param isTaken whether another skill proposes something about this finding
 */
export function findingsToFollow(
  contributions: Iterable<Contribution>,
  isTaken: (findingId: string) => boolean,
): Finding[] {
  const all = [...contributions].flatMap(({ findings }) => findings)
  const worth = all.filter((one) => one.next.length > 0 && !isTaken(one.id) && perWeek(one) >= LEAST_WEEK_CENTS)
  const seen = new Set<string>()
  return worth
    .sort((a, b) => perWeek(b) - perWeek(a))
    .filter(({ id, about = id, next: [first] }) => {
      const step = `step ${first?.en}`
      if (seen.has(about) || seen.has(step)) return false
      seen.add(about).add(step)
      return true
    })
    .slice(0, MOST_A_NIGHT)
}

/** A working day: what would fall on a weekend is due on Monday. */
export function dueDayOf({ direction, kind }: Pick<Finding, 'direction' | 'kind'>, today: Day): Day {
  const urgent = direction === 'bad' && ['anomaly', 'price', 'stock'].includes(kind)
  const day = addDays(today, urgent ? DUE_DAYS.urgent : DUE_DAYS.usual)
  return weekdayOf(day) > 5 ? addDays(day, 8 - weekdayOf(day)) : day
}

/** 'Bezahlvorgang prüfen – Besuche mit Safari 17 brechen beim Schritt „payment“ ab' */
export function taskTitle({ next, title }: Pick<Finding, 'next' | 'title'>): Text {
  const [first] = next
  return bothLangs((lang) => cut(first === undefined ? title[lang] : `${first[lang]} – ${title[lang]}`, LONGEST_TITLE))
}

/** What was found, and the steps one after the other. */
export function taskNotes({ sentence, next }: Pick<Finding, 'sentence' | 'next'>, lang: Lang): string {
  const steps = next.map((step) => `– ${step[lang]}`)
  return cut([sentence[lang], ...(steps.length === 0 ? [] : ['', ...steps])].join('\n'), LONGEST_NOTES)
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
