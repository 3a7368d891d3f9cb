/** The table of a buying guide: a product a row, its price and what tells it from the others. */
import { formatMoneyProse } from '../../../../language/money.ts'
import { UNKNOWN } from '../../../../language/numbers.ts'
import type { Sentence } from '../../schema.ts'
import { capital, factSlot } from '../slots.ts'
import type { Group } from './aspects.ts'
import type { Member } from './members.ts'
import type { GroupPen } from './pen.ts'

/** A longer table is no overview. */
const MOST_ROWS = 30
/** Besides name and price. */
const MOST_COLUMNS = 4
/** A column that fewer of the products fill is full of gaps. */
const LEAST_FILLED = 0.6

interface Column {
  readonly about: string
  readonly head: string
}

/** The topics in which the products differ and that most of them have. */
function columnsOf({ members, spreads, shares }: Group): readonly Column[] {
  const least = LEAST_FILLED * members.length
  const filled = (about: string) =>
    members.filter(({ material }) => material.facts.some((fact) => fact.about === about)).length >= least
  const measured = spreads.map(({ about, rank, low }) => ({ about, rank, head: low.fact.label }))
  const shared = shares
    .filter(({ fact, values }) => values.length > 1 && fact.kind !== 'colour' && fact.kind !== 'size')
    .map(({ about, rank, fact }) => ({ about, rank, head: fact.label }))
  return [...measured, ...shared]
    .filter(({ about, head }) => head !== '' && filled(about))
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, MOST_COLUMNS)
}

const cell = (text: string): string => text.replace(/\s*\|\s*/g, ' / ')

function priceCell({ priceCents, currency }: Member, { lang }: GroupPen): string {
  if (priceCents === null || !/^[A-Z]{3}$/.test(currency)) return UNKNOWN
  const [low, high] = priceCents
  const from = low === high ? '' : lang === 'de' ? 'ab ' : 'from '
  return from + formatMoneyProse(low, { lang, currency })
}

/** Head and rows, cells between bars, cheapest first; null where the products differ in nothing that a table could show. */
export function comparisonTable(group: Group, pen: GroupPen): readonly Sentence[] | null {
  const columns = columnsOf(group)
  const product = pen.tell('product head', { slots: {}, sources: ['title'] })
  const price = pen.tell('price head', { slots: {}, sources: ['variants'] })
  if (columns.length === 0 || product === null || price === null) return null
  const head = [product.text, price.text, ...columns.map(({ head }) => capital(head))].map(cell).join(' | ')
  const order = ({ priceCents }: Member) => priceCents?.[0] ?? Infinity
  const rows = group.members
    .toSorted((a, b) => order(a) - order(b))
    .slice(0, MOST_ROWS)
    .map((member): Sentence => {
      const facts = columns.map(({ about }) => member.material.facts.find((fact) => fact.about === about))
      const values = facts.map((fact) => (fact === undefined ? UNKNOWN : (factSlot('v', fact, pen.lang) ?? fact.value)))
      const sources = ['title', 'variants', ...facts.flatMap((fact) => fact?.sources ?? [])]
      return {
        text: [member.label, priceCell(member, pen), ...values].map(cell).join(' | '),
        sources: [...new Set(sources)].map((source) => `${member.id}/${source}`),
      }
    })
  return [{ text: head, sources: ['title', 'variants'] }, ...rows]
}
