/** What an audience's rule means, as a person reads it. Pure. */
import type { Lang, Text } from '../../../core/lang.ts'
import { formatDay } from '../../../language/dates.ts'
import { formatMoneyProse } from '../../../language/money.ts'
import { formatCount, joinList } from '../../../language/numbers.ts'
import { SEGMENT_NAMES } from '../../../language/sentences/customers.ts'
import type { AudiencePeriod, EventRule, FunnelRule, Range, Rule, SalesRule } from '../schema.ts'

export interface Clause {
  readonly text: string
  /** What it is made of, for a rule that joins others. */
  readonly parts: readonly Clause[]
}

interface Writing {
  readonly lang: Lang
  readonly currency: string
}

const JOINS: Readonly<Record<'all' | 'any' | 'not', Text>> = {
  all: { de: 'Alles davon trifft zu:', en: 'All of this holds:' },
  any: { de: 'Mindestens eines davon trifft zu:', en: 'At least one of this holds:' },
  not: { de: 'Dies trifft nicht zu:', en: 'This does not hold:' },
}

export function clauseOf(rule: Rule, writing: Writing): Clause {
  switch (rule.kind) {
    case 'all':
    case 'any':
      return { text: JOINS[rule.kind][writing.lang], parts: rule.of.map((part) => clauseOf(part, writing)) }
    case 'not':
      return { text: JOINS.not[writing.lang], parts: [clauseOf(rule.of, writing)] }
    default:
      return { text: leafText(rule, writing), parts: [] }
  }
}

function leafText(rule: Exclude<Rule, { kind: 'all' | 'any' | 'not' }>, writing: Writing): string {
  const { lang } = writing
  switch (rule.kind) {
    case 'segment': {
      const names = joinList(
        rule.segments.map((segment) => SEGMENT_NAMES[segment][lang]),
        lang,
        'or',
      )
      return lang === 'de' ? `Gehört zum Segment ${names}` : `Belongs to the segment ${names}`
    }
    case 'sales':
      return salesText(rule, writing)
    case 'event':
      return eventText(rule, lang)
    case 'funnel':
      return funnelText(rule, lang)
  }
}

function salesText(
  { period, orders, revenueCents, daysSinceOrder, skus, categories }: SalesRule,
  writing: Writing,
): string {
  const { lang } = writing
  const de = lang === 'de'
  const count = (value: number) => formatCount(value, { lang })
  const parts = [
    ...(orders === undefined ? [] : [`${rangeText(orders, count, lang)} ${de ? 'Bestellungen' : 'orders'}`]),
    ...(revenueCents === undefined
      ? []
      : [
          `${rangeText(revenueCents, (cents) => formatMoneyProse(cents, writing), lang)} ${de ? 'Umsatz' : 'of revenue'}`,
        ]),
    ...(daysSinceOrder === undefined
      ? []
      : [
          de
            ? `letzte Bestellung vor ${rangeText(daysSinceOrder, count, lang)} Tagen`
            : `last order ${rangeText(daysSinceOrder, count, lang)} days ago`,
        ]),
    ...(skus === undefined ? [] : [`${de ? 'Artikel' : 'item'} ${joinList(skus, lang, 'or')}`]),
    ...(categories === undefined ? [] : [`${de ? 'aus' : 'from'} ${joinList(categories, lang, 'or')}`]),
  ]
  const bought = de ? 'Hat gekauft' : 'Has bought'
  const what = parts.length === 0 ? bought : `${bought}: ${parts.join(', ')}`
  return period === undefined ? what : `${what} (${periodText(period, lang)})`
}

function eventText({ match, skus, categories, filters, count, period }: EventRule, lang: Lang): string {
  const de = lang === 'de'
  const times = rangeText(
    { atLeast: count.atLeast, ...(count.atMost === undefined ? {} : { atMost: count.atMost }) },
    (value) => formatCount(value, { lang }),
    lang,
  )
  const about = [
    ...(skus === undefined ? [] : [joinList(skus, lang, 'or')]),
    ...(categories === undefined ? [] : [joinList(categories, lang, 'or')]),
    ...filters.map(({ dimension, values }) => `${dimension}: ${joinList(values, lang, 'or')}`),
  ]
  const what = `${matchText(match)}${about.length === 0 ? '' : ` (${about.join('; ')})`}`
  return de
    ? `${what}, ${times}-mal, ${periodText(period, lang)}`
    : `${what}, ${times} times, ${periodText(period, lang)}`
}

function funnelText({ steps, step, outcome, windowHours, period, filters, breakdown }: FunnelRule, lang: Lang): string {
  const de = lang === 'de'
  const way = steps.map(matchText).join(' → ')
  const at = matchText(steps[step - 1] ?? '')
  const which = [
    ...filters.map(({ dimension, values }) => `${dimension}: ${joinList(values, lang, 'or')}`),
    ...(breakdown === undefined ? [] : [`${breakdown.dimension}: ${breakdown.value}`]),
  ]
  const narrowed = which.length === 0 ? '' : ` (${which.join('; ')})`
  const hours = formatCount(windowHours, { lang })
  if (outcome === 'lost')
    return de
      ? `Kam auf dem Weg ${way} bis ${at} und binnen ${hours} Stunden nicht weiter${narrowed}, ${periodText(period, lang)}`
      : `On the way ${way} came as far as ${at} and no further within ${hours} hours${narrowed}, ${periodText(period, lang)}`
  return de
    ? `Kam auf dem Weg ${way} binnen ${hours} Stunden bis ${at}${narrowed}, ${periodText(period, lang)}`
    : `On the way ${way} reached ${at} within ${hours} hours${narrowed}, ${periodText(period, lang)}`
}

/** 'Checkout Step Viewed|step=payment' as 'Checkout Step Viewed (payment)'. */
export function matchText(match: string): string {
  const [head = '', ...conditions] = match.split('|')
  const values = conditions.map((condition) => condition.slice(condition.indexOf('=') + 1))
  return values.length === 0 ? head : `${head} (${values.join(', ')})`
}

function rangeText({ atLeast, atMost }: Range, write: (value: number) => string, lang: Lang): string {
  const de = lang === 'de'
  if (atLeast !== undefined && atMost !== undefined)
    return atLeast === atMost ? write(atLeast) : `${write(atLeast)} ${de ? 'bis' : 'to'} ${write(atMost)}`
  if (atLeast !== undefined) return `${de ? 'mindestens' : 'at least'} ${write(atLeast)}`
  return atMost === undefined ? '' : `${de ? 'höchstens' : 'at most'} ${write(atMost)}`
}

function periodText(period: AudiencePeriod, lang: Lang): string {
  const de = lang === 'de'
  if ('days' in period) {
    if (period.days === 1) return de ? 'am letzten Tag' : 'on the last day'
    const days = formatCount(period.days, { lang })
    return de ? `in den letzten ${days} Tagen` : `in the last ${days} days`
  }
  const from = formatDay(period.from, 'short', lang)
  const to = formatDay(period.to, 'short', lang)
  return de ? `vom ${from} bis ${to}` : `from ${from} to ${to}`
}
