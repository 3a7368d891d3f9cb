/** Customer value: purchases counted anew, the models held against a reference fit, every customer's outlook reckoned anew. */
import {
  type Audits,
  between,
  type Cell,
  expectChart,
  expectFigure,
  expectTable,
  expectValues,
  near,
  oncePerWorld,
  type World,
  within,
} from './audit.ts'
import { byBytes, distance, groupBy, shift, sumOf } from './ledger.ts'

const YEAR_WEEKS = 365 / 7
/** Two programs that maximise the same likelihood differ by so much at most. */
const FIT = 1e-4

interface Purchase {
  readonly day: string
  readonly cents: number
}

const purchasesOf = oncePerWorld(countPurchases)

/**
 * Days with an order on which more than nothing is left after the cancellations of that day, per customer in the order of
 * the report's keys.
 */
function countPurchases({ ledger, asOf }: World): ReadonlyMap<string, readonly Purchase[]> {
  const lines = ledger.lines.filter(({ counts, customer, day }) => counts && customer !== '' && day <= asOf)
  const purchases = new Map<string, readonly Purchase[]>()
  for (const [customer, own] of [...groupBy(lines, ({ customer }) => customer)].sort(([a], [b]) => byBytes(a, b))) {
    const days = [...groupBy(own, ({ day }) => day)]
      .filter(([, rows]) => rows.some(({ document }) => document === 'order'))
      .map(([day, rows]) => ({ day, cents: sumOf(rows, ({ cents }) => cents) }))
      .filter(({ cents }) => cents > 0)
      .sort((a, b) => (a.day < b.day ? -1 : 1))
    if (days.length > 0) purchases.set(customer, days)
  }
  return purchases
}

interface Customer {
  readonly customer: string
  /** Repeat purchases, and the average of what they were worth. */
  readonly x: number
  readonly value: number
  readonly recencyWeeks: number
  readonly ageWeeks: number
  readonly last: string
  readonly year: number
  readonly expected: number
  readonly cents: number
  readonly alive: number
}

const customersOf = oncePerWorld(reckonCustomers)

function reckonCustomers(world: World): { customers: readonly Customer[] } {
  const { ledger, asOf } = world
  const purchases = [...purchasesOf(world)]
  const net = sumOf(
    ledger.lines.filter(({ counts, customer, day }) => counts && customer !== '' && day <= asOf),
    ({ cents }) => cents,
  )
  const ordered = sumOf(purchases, ([, own]) => sumOf(own, ({ cents }) => cents))
  // What is booked back without reference to an order lowers every expectation alike.
  const keptShare = Math.min(1, Math.max(0, net / ordered))
  const customers = purchases.map(([customer, own]) => {
    const [first, last] = [own[0]?.day ?? '', own.at(-1)?.day ?? '']
    const x = own.length - 1
    const value = x === 0 ? 0 : sumOf(own.slice(1), ({ cents }) => cents) / x
    const recencyWeeks = distance(first, last) / 7
    const ageWeeks = distance(first, asOf) / 7
    const outlook = outlookOf(world, { x, value, recencyWeeks, ageWeeks })
    const year = sumOf(
      own.filter(({ day }) => day > shift(asOf, -365)),
      ({ cents }) => cents,
    )
    return { customer, x, value, recencyWeeks, ageWeeks, last, year, ...outlook, cents: outlook.cents * keptShare }
  })
  return { customers }
}

/**
 * Fader, Hardie & Lee (2005), eq. 10, and Fader & Hardie (2013), eq. 5, with the parameters of the reference fit.
 */
function outlookOf(
  { golden }: World,
  { x, value, recencyWeeks, ageWeeks }: Pick<Customer, 'x' | 'value' | 'recencyWeeks' | 'ageWeeks'>,
): Pick<Customer, 'expected' | 'cents' | 'alive'> {
  const { r, alpha, a, b, p, q, v } = golden.clv
  const dropped = x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + ageWeeks) / (alpha + recencyWeeks)) ** (r + x)
  const whole = alpha + ageWeeks + YEAR_WEEKS
  const left = ((alpha + ageWeeks) / whole) ** (r + x)
  const series = hypergeometric(r + x, b + x, a + b + x - 1, YEAR_WEEKS / whole)
  const expected = (((a + b + x - 1) / (a - 1)) * (1 - left * series)) / (1 + dropped)
  const worth = (p * (100 * v + x * value)) / (p * x + q - 1)
  return { expected, cents: expected * worth, alive: 1 / (1 + dropped) }
}

/** Gauss's series for 0 <= z < 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let k = 0; k < 100_000 && Math.abs(term) > 1e-15 * Math.abs(sum); k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z
    sum += term
  }
  return sum
}

/** The root mean square of log(came / said) as a factor, at 80 %, with as many degrees of freedom as back tests. */
function spreadOf(world: World, pairs: readonly (readonly [said: number, came: number])[]): number {
  const square = sumOf(pairs, ([said, came]) => Math.log(came / said) ** 2) / pairs.length
  return Math.exp(world.golden.student80['3'] * Math.sqrt(square))
}

interface Came {
  readonly customers: number
  readonly purchases: number
  readonly cents: number
  /** Repeat purchases in the equally long time before, and how far they were off per customer. */
  readonly naive: number
  readonly naiveError: number
}

function cameAfter(world: World, until: string, end: string): Came {
  const since = shift(until, -distance(until, end))
  const customers = [...purchasesOf(world).values()].filter((own) => (own[0]?.day ?? '') <= until)
  const rows = customers.map((own) => {
    const after = own.filter(({ day }) => day > until && day <= end)
    const naive = own.slice(1).filter(({ day }) => day > since && day <= until).length
    return { after: after.length, cents: sumOf(after, ({ cents }) => cents), naive }
  })
  return {
    customers: rows.length,
    purchases: sumOf(rows, ({ after }) => after),
    cents: sumOf(rows, ({ cents }) => cents),
    naive: sumOf(rows, ({ naive }) => naive),
    naiveError: sumOf(rows, ({ naive, after }) => Math.abs(naive - after)) / rows.length,
  }
}

function testsOf(world: World) {
  return world.golden.clv.backtests.map((said) => ({ said, came: cameAfter(world, said.until, said.end) }))
}

/** With fewer customers leaving per purchase the model cannot tell who has left. */
function showsLeaving({ golden }: World): boolean {
  const { a, b } = golden.clv
  return a / (a + b) >= 0.01
}

function around(value: number, spread: number) {
  return { low: near(value / spread, FIT), high: near(value * spread, FIT), level: 0.8 }
}

export const clvAudits: Audits = {
  step: 'clv',
  figures: [
    {
      id: /^clv\.purchases$/,
      check: (figure, world) => {
        const { customers } = customersOf(world)
        const value = sumOf(customers, ({ expected }) => expected)
        expectValues('the reference', { purchases: value }, { purchases: near(world.golden.clv.purchases, FIT) })
        const spread = spreadOf(
          world,
          testsOf(world).map(({ said, came }) => [said.predicted, came.purchases]),
        )
        expectFigure(figure, {
          value: near(value, FIT),
          unit: 'number',
          n: customers.length,
          interval: around(value, spread),
        })
      },
    },
    {
      id: /^clv\.revenue$/,
      check: (figure, world) => {
        const { customers } = customersOf(world)
        const value = sumOf(customers, ({ cents }) => cents)
        expectValues('the reference', { cents: value }, { cents: near(world.golden.clv.cents, FIT) })
        const spread = spreadOf(
          world,
          testsOf(world).map(({ said, came }) => [said.predictedCents, came.cents]),
        )
        expectFigure(figure, {
          value: near(value, FIT),
          unit: 'cents',
          n: customers.length,
          interval: around(value, spread),
        })
      },
    },
    {
      id: /^clv\.top-share$/,
      check: (figure, world) =>
        expectFigure(figure, {
          value: near(world.golden.clv.tenths[0] ?? 0, FIT),
          unit: 'ratio',
          n: customersOf(world).customers.length,
        }),
    },
    {
      id: /^clv\.alive$/,
      check: (figure, world) => {
        const repeaters = customersOf(world).customers.filter(({ x }) => x > 0)
        const alive = repeaters.filter((one) => one.alive > 0.5).length
        expectFigure(figure, { value: showsLeaving(world) ? alive : null, unit: 'count', n: repeaters.length })
      },
    },
    {
      id: /^clv\.once$/,
      check: (figure, world) => {
        const { customers } = customersOf(world)
        expectFigure(figure, { value: customers.filter(({ x }) => x === 0).length, unit: 'count', n: customers.length })
      },
    },
    {
      id: /^clv\.holdout$/,
      check: (figure, world) => {
        const [test] = testsOf(world)
        if (test === undefined) throw new Error('the reference has no back test')
        const { said, came } = test
        expectFigure(figure, {
          value: within(said.predicted / came.purchases - 1, FIT),
          unit: 'ratio',
          n: came.customers,
          comparisons: [
            {
              label: 'naive: as in the equally long time before',
              value: came.naive / came.purchases - 1,
              change: null,
            },
          ],
        })
      },
    },
  ],
  tables: [
    {
      id: /^clv\.top$/,
      check: (table, world) => {
        const { customers } = customersOf(world)
        const top = customers.toSorted((a, b) => b.cents - a.cents).slice(0, 100)
        expectTable(
          table,
          top.map(({ customer, last, x, year, expected, cents, alive }) => ({
            customer,
            last,
            purchases: x + 1,
            year,
            expected: near(expected, FIT),
            cents: near(cents, FIT),
            alive: x > 0 && showsLeaving(world) ? near(alive, FIT) : null,
          })),
          customers.length,
        )
      },
    },
    {
      id: /^clv\.backtests$/,
      check: (table, world) =>
        expectTable(
          table,
          testsOf(world).map(({ said, came }) => ({
            until: said.until,
            end: said.end,
            customers: came.customers,
            predicted: near(said.predicted, FIT),
            actual: came.purchases,
            off: within(said.predicted / came.purchases - 1, FIT),
            naive: came.naive,
            naiveOff: came.naive / came.purchases - 1,
            error: near(said.error, FIT),
            naiveError: came.naiveError,
            cents: near(said.predictedCents, FIT),
            cameCents: came.cents,
          })),
        ),
    },
    {
      id: /^clv\.parameters$/,
      check: (table, { golden }) => {
        const { r, alpha, a, b, logLikelihood, p, q, v, valueLogLikelihood, correlation } = golden.clv
        const error = { rule: 'an error or none', holds: (found: Cell) => found === null || Number(found) > 0 }
        // Where nobody leaves, only a / (a + b) is determined: it is 0.
        const isFlat = a / (a + b) < 1e-4
        const fitted = (name: string, value: number) => ({ name, value: near(value, 1e-3), error })
        const plain = (name: string, value: number) => ({ name, value: near(value, 1e-6), error: null })
        expectTable(table, [
          fitted('BG/NBD r', r),
          fitted('BG/NBD alpha', alpha),
          isFlat ? { name: 'BG/NBD a', value: between(0, 1e-4), error } : fitted('BG/NBD a', a),
          isFlat ? { name: 'BG/NBD b', value: between(1, Number.POSITIVE_INFINITY), error } : fitted('BG/NBD b', b),
          plain('BG/NBD log L', logLikelihood),
          fitted('Gamma-Gamma p', p),
          fitted('Gamma-Gamma q', q),
          fitted('Gamma-Gamma v', v),
          plain('Gamma-Gamma log L', valueLogLikelihood),
          plain('corr(x, m)', correlation),
        ])
      },
    },
  ],
  charts: [
    {
      id: /^clv\.tenths$/,
      check: (chart, { golden }) =>
        expectChart(chart, {
          kind: 'bar',
          unit: 'ratio',
          x: golden.clv.tenths.map((_, tenth) => String(tenth + 1)),
          series: [{ role: 'actual', values: golden.clv.tenths.map((share) => near(share, FIT)) }],
        }),
    },
  ],
}
