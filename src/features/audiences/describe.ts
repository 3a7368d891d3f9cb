/** A definition in words, one line for each condition. */
import type { Lang } from '../../core/lang.ts'
import { formatDay } from '../../language/dates.ts'
import { quoteName } from '../../language/grammar/quote.ts'
import { joinList } from '../../language/numbers.ts'
import { SEGMENT_NAMES } from '../../language/sentences/customers.ts'
import { pensFor, zahl } from '../../language/sentences/pen.ts'
import { matchText, parseMatch } from '../visits/index.ts'
import type { AudiencePeriod, Definition, EventRule, FunnelRule, Leaf, Range, Rule, SalesRule } from './schema.ts'

/** @param currency of the amounts in it */
export function describeDefinition({ rule }: Definition, lang: Lang, currency: string): string[] {
  return linesOf(rule, { lang, currency }, 0)
}

interface Pen {
  readonly lang: Lang
  readonly currency: string
}

const WORDS = {
  all: { de: 'Alles davon:', en: 'All of these:' },
  any: { de: 'Mindestens eines davon:', en: 'At least one of these:' },
  not: { de: 'Nicht:', en: 'Not:' },
} as const

function linesOf(rule: Rule, pen: Pen, depth: number): string[] {
  const indent = '  '.repeat(depth)
  if (rule.kind === 'all' || rule.kind === 'any') {
    return [indent + WORDS[rule.kind][pen.lang], ...rule.of.flatMap((part) => linesOf(part, pen, depth + 1))]
  }
  if (rule.kind === 'not') return [indent + WORDS.not[pen.lang], ...linesOf(rule.of, pen, depth + 1)]
  return [indent + leafText(rule, pen)]
}

function leafText(leaf: Leaf, pen: Pen): string {
  switch (leaf.kind) {
    case 'funnel':
      return funnelText(leaf, pen)
    case 'event':
      return eventText(leaf, pen)
    case 'sales':
      return salesText(leaf, pen)
    case 'segment': {
      const names = joinList(
        leaf.segments.map((name) => SEGMENT_NAMES[name][pen.lang]),
        pen.lang,
        'or',
      )
      return `Segment: ${names}`
    }
  }
}

const stepName = (match: string, lang: Lang) => quoteName(matchText(parseMatch(match, 'match')), lang)

function funnelText({ steps, step, outcome, period, filters, breakdown }: FunnelRule, { lang }: Pen): string {
  const here = stepName(steps[step - 1] ?? '', lang)
  const there = steps[step] === undefined ? '' : stepName(steps[step] ?? '', lang)
  const only = [...filters, ...(breakdown === undefined ? [] : [{ ...breakdown, values: [breakdown.value] }])]
  const who = filterText(only, lang)
  const when = periodText(period, lang)
  if (outcome === 'lost') {
    return lang === 'de'
      ? `Kamen ${when} bis ${here} und nicht weiter zu ${there}${who}`
      : `Came as far as ${here} and not on to ${there} ${when}${who}`
  }
  return lang === 'de' ? `Kamen ${when} bis ${here}${who}` : `Came as far as ${here} ${when}${who}`
}

function eventText({ match, skus, categories, filters, count, period }: EventRule, { lang }: Pen): string {
  const things = [...(skus ?? []), ...(categories ?? [])]
  const about = things.length === 0 ? '' : ` (${things.join(', ')})`
  const times = rangeText(count, (n) => pensFor('EUR')[lang].count(n), lang)
  const said = `${stepName(match, lang)}${about} ${periodText(period, lang)}${filterText(filters, lang)}`
  return lang === 'de' ? `${said}, Anzahl ${times}` : `${said}, times ${times}`
}

function salesText({ period, orders, revenueCents, daysSinceOrder, skus, categories }: SalesRule, pen: Pen): string {
  const { lang, currency } = pen
  const pens = pensFor(currency)[lang]
  const label = (de: string, en: string) => (lang === 'de' ? de : en)
  const parts = [
    period === undefined ? label('Bisher', 'So far') : periodText(period, lang),
    ...(orders === undefined ? [] : [`${label('Bestellungen', 'orders')} ${rangeText(orders, pens.count, lang)}`]),
    ...(revenueCents === undefined
      ? []
      : [`${label('Umsatz', 'revenue')} ${rangeText(revenueCents, pens.whole, lang)}`]),
    ...(daysSinceOrder === undefined
      ? []
      : [
          `${label('Tage seit der letzten Bestellung', 'days since the last order')} ${rangeText(daysSinceOrder, pens.count, lang)}`,
        ]),
    ...[...(skus ?? []), ...(categories ?? [])].map((name) => `${label('gekauft', 'bought')}: ${name}`),
  ]
  return parts.join(', ')
}

function rangeText({ atLeast, atMost }: Range, write: (n: number) => string, lang: Lang): string {
  const [least, most] = lang === 'de' ? ['mindestens', 'höchstens'] : ['at least', 'at most']
  return [
    ...(atLeast === undefined ? [] : [`${least} ${write(atLeast)}`]),
    ...(atMost === undefined ? [] : [`${most} ${write(atMost)}`]),
  ].join(', ')
}

function periodText(period: AudiencePeriod, lang: Lang): string {
  if ('days' in period) {
    const { days } = period
    if (lang === 'en') return days === 1 ? 'on the last day' : `in the last ${days} days`
    return days === 1 ? 'am letzten Tag' : `in den letzten ${zahl(days, 'Tag', { case: 'dative' })}`
  }
  const [from, to] = [formatDay(period.from, 'short', lang), formatDay(period.to, 'short', lang)]
  return lang === 'de' ? `vom ${from} bis zum ${to}` : `from ${from} to ${to}`
}

function filterText(filters: FunnelRule['filters'], lang: Lang): string {
  if (filters.length === 0) return ''
  const list = filters.map(({ dimension, values }) => `${dimension}: ${joinList(values, lang, 'or')}`).join('; ')
  return lang === 'de' ? `, nur ${list}` : `, only ${list}`
}
