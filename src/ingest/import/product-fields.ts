import type { AdapterContext } from './adapter.ts'
import type { MoneyReader } from './numbers.ts'

/** The currency of a catalogue, which no product export names. */
export function currencyOf(context: AdapterContext): string {
  if (context.currency !== null) return context.currency
  context.notice(`${context.path}: the file names no currency; its prices are taken as EUR.`)
  return 'EUR'
}

/** Cents of a price that may be left out (null); a text: why it is none. */
export function optionalCents(money: MoneyReader, column: string, text: string): number | string | null {
  if (text === '') return null
  const fault = money.fault(column, text)
  if (fault !== null) return fault
  const cents = money.cents()
  return cents < 0 ? `${column} '${text}' is negative.` : cents
}

/** A path of categories with exactly ' > ' between its steps. */
export function categoryPath(text: string): string {
  return text
    .split('>')
    .map((step) => step.trim())
    .filter((step) => step !== '')
    .join(' > ')
}

/** Tags separated by commas; a comma inside one is written '\,'. */
export function tagList(text: string): string[] {
  const tags = text
    .split(/(?<!\\),/)
    .map((tag) => tag.replaceAll('\\,', ',').trim())
    .filter((tag) => tag !== '')
  return [...new Set(tags)]
}
