/** What the report's pages and texts must show: totals and headline figures, written as the language writes numbers. */
import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { World } from './audit.ts'
import { countOf, lastDayOf, sumOf } from './ledger.ts'
import { sumsOf } from './sums.ts'

export const FORMATS = ['html', 'pdf', 'text'] as const
export type Format = (typeof FORMATS)[number]
export const LANGS = ['de', 'en'] as const
export type Lang = (typeof LANGS)[number]

/** What a reader sees, with single spaces. */
export async function readRendering(file: string, format: Format): Promise<string> {
  const bytes = readFileSync(file)
  const text = format === 'pdf' ? await pdfText(bytes) : format === 'html' ? htmlText(bytes) : bytes.toString('utf8')
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ')
}

async function pdfText(bytes: Buffer): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent()
    pages.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  await document.loadingTask.destroy()
  return pages.join(' ')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
}

function htmlText(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replaceAll(/<(style|script)\b.*?<\/\1>/gs, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
}

/** '1.234' / '1,234'. */
function whole(value: number, lang: Lang): string {
  const [thousands, minus] = [lang === 'de' ? '.' : ',', value < 0 ? '\u2212' : '']
  return minus + String(Math.abs(value)).replaceAll(/\B(?=(\d{3})+$)/g, thousands)
}

/** '1.234,56 £' / '£1,234.56'. */
function pounds(cents: number, lang: Lang): string {
  const size = Math.abs(cents)
  const digits = `${whole(Math.floor(size / 100), lang)}${lang === 'de' ? ',' : '.'}${String(size % 100).padStart(2, '0')}`
  const minus = cents < 0 ? '\u2212' : ''
  return lang === 'de' ? `${minus}${digits} £` : `${minus}£${digits}`
}

/** '1.234 £' / '£1,234': as prose writes it. */
function wholePounds(cents: number, lang: Lang): string {
  const digits = whole(Math.round(cents / 100), lang)
  return lang === 'de' ? `${digits} £` : `£${digits}`
}

/** As headlines write it: without pence from 1,000 up. */
function headlinePounds(cents: number, lang: Lang): string {
  return cents >= 100_000 ? wholePounds(cents, lang) : pounds(Math.round(cents), lang)
}

const WORDS = {
  de: {
    invoices: 'Belege',
    customers: 'Kunden',
    countries: 'Länder',
    cancelled: 'stornierte Zeilen',
    sum: 'Summe aller Zeilen',
  },
  en: {
    invoices: 'Documents',
    customers: 'Customers',
    countries: 'Countries',
    cancelled: 'Cancelled lines',
    sum: 'Sum of all lines',
  },
} as const

/** Pieces of text that every form of the report has, by what they are. */
export function expectedTexts({ ledger, asOf }: World, lang: Lang): Record<string, string> {
  const { lines } = ledger
  const words = WORDS[lang]
  const day = sumsOf(ledger.between(asOf, asOf))
  const months = [...new Set(lines.map((line) => line.day.slice(0, 7)))]
  return {
    invoices: `${words.invoices} ${whole(
      countOf(lines, ({ invoice }) => invoice),
      lang,
    )}`,
    customers: `${words.customers} ${whole(
      countOf(lines, ({ customer }) => customer),
      lang,
    )}`,
    countries: `${words.countries} ${whole(
      countOf(lines, ({ country }) => country),
      lang,
    )}`,
    cancelled: `${words.cancelled} ${whole(lines.filter(({ document }) => document === 'cancellation').length, lang)}`,
    sum: `${words.sum} ${pounds(
      sumOf(lines, ({ cents }) => cents),
      lang,
    )}`,
    'revenue of the day': wholePounds(day.revenue, lang),
    'value of an order': headlinePounds(day.standingCents / day.standingOrders, lang),
    ...Object.fromEntries(
      months.map((month) => {
        const { revenue } = sumsOf(ledger.between(`${month}-01`, lastDayOf(month)))
        return [`revenue of ${month}`, pounds(revenue, lang)]
      }),
    ),
  }
}
