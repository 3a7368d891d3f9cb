/** The language of the page, and how words, numbers, money and times are written in it. */
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Lang, Text } from '../core/lang.ts'
import { formatValue, type ValueUnit } from '../language/format.ts'

export interface Locale {
  readonly lang: Lang
  /** ISO 4217 currency and IANA time zone of the shop. */
  readonly currency: string
  readonly timeZone: string
  setLang(lang: Lang): void
}

const LocaleContext = createContext<Locale | null>(null)

export function LocaleProvider({ value, children }: { value: Locale; children: ReactNode }) {
  return <LocaleContext value={value}>{children}</LocaleContext>
}

export function useLocale(): Locale {
  const locale = useContext(LocaleContext)
  if (locale === null) throw new Error('There is no LocaleProvider around this.')
  return locale
}

/** `t(words.title)`: the text in the language of the page. */
export function useText(): (text: Text) => string {
  const { lang } = useLocale()
  return useMemo(() => (text: Text) => text[lang], [lang])
}

export interface Format {
  /** By unit, as in the report: cents, ratio, count, ... */
  value(value: string | number | null, unit: ValueUnit): string
  money(cents: number | null): string
  count(value: number | null): string
  /** Relative within a day ('vor 3 Minuten'), absolute after. */
  when(instant: string, now?: number): string
  /** Date and time with the shop's time zone, for hovering. */
  exactly(instant: string): string
  day(day: string): string
  /** From one time of the day to another, in the shop's time zone. */
  times(from: string, until: string): string
}

const STEPS = [
  { unit: 'second', ms: 1_000, below: 60_000 },
  { unit: 'minute', ms: 60_000, below: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, below: 86_400_000 },
] as const

/** Making one costs more than many uses of it, and every cell of a table asks for one. */
const formats = new Map<string, Format>()

export function useFormat(): Format {
  const { lang, currency, timeZone } = useLocale()
  const key = `${lang} ${currency} ${timeZone}`
  const format = formats.get(key) ?? makeFormat(lang, currency, timeZone)
  formats.set(key, format)
  return format
}

function makeFormat(lang: Lang, currency: string, timeZone: string): Format {
  const locale = lang === 'de' ? 'de-DE' : 'en-GB'
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone })
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  const style = { lang, currency }
  const value = (given: string | number | null, unit: ValueUnit) => formatValue(given, unit, style)
  return {
    value,
    money: (cents) => value(cents, 'cents'),
    count: (count) => value(count, 'count'),
    when(instant, now = Date.now()) {
      const distance = Date.parse(instant) - now
      const step = STEPS.find(({ below }) => Math.abs(distance) < below)
      return step === undefined
        ? short.format(new Date(instant))
        : relative.format(Math.round(distance / step.ms), step.unit)
    },
    exactly: (instant) => long.format(new Date(instant)),
    day: (day) => value(day, 'date'),
    times: (from, until) => clock.formatRange(new Date(from), new Date(until)),
  }
}
