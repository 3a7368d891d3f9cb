/** What data is missing or odd, counted anew. */
import type { Finding, Table } from '../../src/features/findings/index.ts'
import {
  type Audits,
  type Cell,
  type ExpectedRow,
  expectFigure,
  expectTable,
  expectValues,
  plain,
  shareOf,
  type World,
} from './audit.ts'
import { byBytes, countOf, distance, groupBy, type Line, shift, sumOf } from './ledger.ts'

/** By its English label: what is concerned, of how many, its revenue and the share of which revenue that is. */
type Checks = Readonly<Record<string, { count: number; of: number; cents: number | null; share: number | null }>>

const centsOf = (lines: readonly Line[]) => sumOf(lines, ({ cents }) => cents)
const invoicesOf = (lines: readonly Line[]) => countOf(lines, ({ invoice }) => invoice)
const codesOf = (lines: readonly Line[]) => countOf(lines, ({ code }) => code)

function yearOf({ ledger, asOf }: World) {
  const lines = ledger.between(shift(asOf, -364), asOf)
  const counting = lines.filter(({ counts }) => counts)
  return {
    lines,
    counting,
    orders: lines.filter(({ document }) => document === 'order'),
    products: counting.filter(({ kind }) => kind === 'product'),
  }
}

function salesChecks(world: World): Checks {
  const { lines, counting, orders, products } = yearOf(world)
  const ofRevenue = (cents: number) => shareOf(cents, centsOf(counting))
  const ofProducts = (cents: number) => shareOf(cents, centsOf(products))
  const codes = codesOf(lines.filter(({ kind }) => kind === 'product'))
  const missing = (without: (line: Line) => boolean) => {
    const cents = centsOf(counting.filter(without))
    return { count: invoicesOf(orders.filter(without)), of: invoicesOf(orders), cents, share: ofRevenue(cents) }
  }
  const unmapped = products.filter(({ code }) => !world.ledger.isInCatalogue(code))
  const others = lines.filter(({ kind }) => kind !== 'product')
  const otherCents = sumOf(others, ({ cents }) => Math.abs(cents))
  const bought = orders.filter(({ kind }) => kind === 'product')
  const negative = bought.filter(({ priceMills }) => priceMills < 0)
  return {
    // The file knows no cost at all.
    'Revenue without purchase cost': {
      count: codesOf(products),
      of: codes,
      cents: centsOf(products),
      share: ofProducts(centsOf(products)),
    },
    'Articles sold that the catalogue does not have': {
      count: codesOf(unmapped),
      of: codes,
      cents: centsOf(unmapped),
      share: ofProducts(centsOf(unmapped)),
    },
    'Lines that are no products': {
      count: others.length,
      of: lines.length,
      cents: otherCents,
      share: ofRevenue(otherCents),
    },
    'Sales at a negative price': {
      count: negative.length,
      of: lines.length,
      cents: centsOf(negative),
      share: ofRevenue(Math.abs(centsOf(negative))),
    },
    'Sales at a price of 0': {
      count: bought.filter(({ quantity, cents }) => quantity > 0 && cents === 0).length,
      of: lines.length,
      cents: null,
      share: null,
    },
    'Orders without a customer': missing(({ customer }) => customer === ''),
    'Orders without a country': missing(({ country }) => country === ''),
    // The file knows no channel.
    'Orders without a channel': missing(() => true),
    'Orders in a currency other than GBP': missing(() => false),
  }
}

/** The catalogue is made of what was sold: a title in one language, nothing else. */
function productChecks(world: World): Checks {
  const { ledger } = world
  const { products } = yearOf(world)
  const sold = ledger.lines.filter(
    ({ kind, code }) => (kind === 'product' || kind === 'voucher') && ledger.isInCatalogue(code),
  )
  const of = codesOf(sold)
  const cents = centsOf(products.filter(({ code }) => ledger.isInCatalogue(code)))
  const all = { count: of, of, cents, share: shareOf(cents, centsOf(products)) }
  const none = { count: 0, of, cents: 0, share: 0 }
  return {
    'Without a category': all,
    'Without a stock level': all,
    'Without a price': all,
    'Without a title': none,
    'Title in one language only': all,
    'Without a purchase cost': all,
    'Price in another currency': none,
  }
}

function auditChecks(table: Table, checks: Checks): void {
  const englishOf = (cell: Cell) => String(cell).split(' / ').at(-1) ?? ''
  const rows = table.rows.map(([first]): ExpectedRow => {
    const cell = plain(first)
    const check = checks[englishOf(cell)]
    if (check === undefined) throw new Error(`no audit for the row ${cell} of ${table.id}`)
    const command = {
      rule: check.count === 0 ? 'no command' : 'a command or none',
      holds: (found: Cell) => (check.count === 0 ? found === null : typeof found === 'string'),
    }
    return { check: cell, ...check, command }
  })
  expectTable(table, rows, Object.keys(checks).length)
  const money = table.rows.map((cells) => Math.abs(Number(cells[3] ?? 0)))
  const ordered = money.toSorted((a, b) => b - a)
  expectValues(table.id, { order: money.join(' ') }, { order: ordered.join(' ') })
}

interface Duplicate {
  readonly day: string
  readonly orders: string
  readonly copies: number
  readonly cents: number
}

/** Orders of one customer, one day and the same content. */
function duplicatesOf(world: World): Duplicate[] {
  const ordered = yearOf(world).counting.filter(({ document }) => document === 'order')
  const orders = [...groupBy(ordered, ({ invoice }) => invoice)].map(([invoice, lines]) => ({
    invoice,
    customer: lines[0]?.customer ?? '',
    day: lines[0]?.day ?? '',
    cents: centsOf(lines),
    content: lines
      .map(({ code, quantity, cents }) => `${code} ${quantity} ${cents}`)
      .sort()
      .join('|'),
  }))
  const alike = groupBy(
    orders.filter(({ customer, cents }) => customer !== '' && cents > 0),
    ({ customer, day, content }) => [customer, day, content].join('\t'),
  )
  return [...alike.values()]
    .filter((own) => own.length > 1)
    .map((own) => ({
      day: own[0]?.day ?? '',
      orders: own
        .map(({ invoice }) => `online-retail/${invoice}`)
        .sort(byBytes)
        .join(', '),
      copies: own.length,
      cents: (own[0]?.cents ?? 0) * (own.length - 1),
    }))
    .sort((a, b) => b.cents - a.cents || byBytes(a.orders, b.orders))
}

function unmappedOf(world: World): ExpectedRow[] {
  const unmapped = yearOf(world).products.filter(({ code }) => !world.ledger.isInCatalogue(code))
  return [...groupBy(unmapped, ({ code }) => code)]
    .map(([sku, lines]) => ({
      sku,
      lines: lines.length,
      cents: centsOf(lines),
      last: lines.reduce((last, { day }) => (day > last ? day : last), ''),
    }))
    .sort((a, b) => b.cents - a.cents || byBytes(a.sku, b.sku))
}

function shareFigure(label: string) {
  return (figure: Parameters<typeof expectFigure>[0], world: World) => {
    const check = salesChecks(world)[label]
    expectFigure(figure, { value: check?.share ?? null, unit: 'ratio', n: check?.of ?? null })
  }
}

function lackFinding(label: string) {
  return ({ id, figure, stakeCents, direction }: Finding, world: World) => {
    const check = salesChecks(world)[label]
    expectFigure(figure, { value: check?.cents ?? null, unit: 'cents', n: check?.count ?? null })
    expectValues(id, { stakeCents, direction }, { stakeCents: null, direction: 'neutral' })
  }
}

export const dataHealthAudits: Audits = {
  step: 'data-health',
  figures: [
    {
      id: /^data\.last-order$/,
      check: (figure, { ledger, asOf }) => {
        const ordered = ledger.lines.filter(({ document, day }) => document === 'order' && day <= asOf)
        const last = ordered.reduce((latest, { day }) => (day > latest ? day : latest), '')
        expectFigure(figure, { value: distance(last, asOf), unit: 'days', n: null })
      },
    },
    // The file holds no shop events.
    { id: /^data\.last-event$/, check: (figure) => expectFigure(figure, { value: null, unit: 'days', n: null }) },
    { id: /^data\.cost-unknown$/, check: shareFigure('Revenue without purchase cost') },
    { id: /^data\.no-customer$/, check: shareFigure('Orders without a customer') },
  ],
  tables: [
    { id: /^data-health\.sales$/, check: (table, world) => auditChecks(table, salesChecks(world)) },
    { id: /^data-health\.products$/, check: (table, world) => auditChecks(table, productChecks(world)) },
    {
      id: /^data-health\.unmapped$/,
      check: (table, world) => {
        const rows = unmappedOf(world)
        expectTable(table, rows.slice(0, 100), rows.length)
      },
    },
    {
      id: /^data-health\.duplicates$/,
      check: (table, world) => {
        const found = duplicatesOf(world)
        const reason = 'Kunde und Inhalt / customer and content'
        const rows = found.map(({ day, orders, cents }) => ({ day, orders, reason, cents }))
        expectTable(table, rows.slice(0, 100), rows.length)
      },
    },
  ],
  findings: [
    {
      id: /^data\.duplicates$/,
      check: ({ figure, stakeCents, direction }, world) => {
        const found = duplicatesOf(world)
        const cents = sumOf(found, (one) => one.cents)
        expectFigure(figure, { value: cents, unit: 'cents', n: sumOf(found, ({ copies }) => copies - 1) })
        expectValues('data.duplicates', { stakeCents, direction }, { stakeCents: -cents, direction: 'bad' })
      },
    },
    {
      id: /^data\.shop-events$/,
      check: ({ figure, stakeCents, direction }) => {
        expectFigure(figure, { value: 0, unit: 'count', n: 0 })
        expectValues('data.shop-events', { stakeCents, direction }, { stakeCents: null, direction: 'neutral' })
      },
    },
    { id: /^data\.no-customer$/, check: lackFinding('Orders without a customer') },
    { id: /^data\.no-channel$/, check: lackFinding('Orders without a channel') },
    {
      id: /^data\.catalogue$/,
      check: ({ figure, stakeCents, direction }, world) => {
        // All revenue lacks a cost, and nothing that is lacking concerns more.
        const worst = salesChecks(world)['Revenue without purchase cost']
        const most = Math.max(...Object.values(productChecks(world)).map(({ cents }) => cents ?? 0))
        expectValues('data.catalogue', { most }, { most: worst?.cents ?? null })
        expectFigure(figure, { value: most, unit: 'cents', n: worst?.count ?? null })
        expectValues('data.catalogue', { stakeCents, direction }, { stakeCents: null, direction: 'neutral' })
      },
    },
  ],
}
