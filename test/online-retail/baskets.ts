/** Products bought together: every pair of the year's orders counted and tested anew. */
import {
  type Audits,
  between,
  expectFigure,
  expectTable,
  expectValues,
  near,
  oncePerWorld,
  type World,
  wilson95,
} from './audit.ts'
import { byBytes, groupBy, shift, sumOf } from './ledger.ts'
import { keyOf } from './sums.ts'

const DAYS = 365
const MOST_PRODUCTS = 200
/** Pairs in fewer baskets say nothing. */
const LEAST_TOGETHER = 10
const MAX_Q = 0.01

interface Pair {
  readonly a: number
  readonly b: number
  readonly n: number
  readonly lift: number
  /** Joint orders beyond what chance would give. */
  readonly excess: number
  q: number
}

interface Baskets {
  /** Codes in the order of the report's keys of products. */
  readonly codes: readonly string[]
  /** Baskets with each code, and what a code brings in such a basket on average. */
  readonly support: Int32Array
  readonly cents: Float64Array
  readonly baskets: number
  readonly several: number
  readonly size: number
  /** Above chance, by excess. */
  readonly pairs: readonly Pair[]
}

const basketsOf = oncePerWorld(countBaskets)

function countBaskets(world: World): Baskets {
  const lines = world.ledger
    .between(shift(world.asOf, 1 - DAYS), world.asOf)
    .filter(({ document, kind, quantity }) => document === 'order' && kind === 'product' && quantity > 0)
  const orders = [...groupBy(lines, ({ invoice }) => invoice).values()]
    .map((own) =>
      [...groupBy(own, ({ code }) => code)].map(([code, same]) => ({ code, cents: sumOf(same, ({ cents }) => cents) })),
    )
    .filter((products) => products.length <= MOST_PRODUCTS)
  const codes = [...new Set(orders.flatMap((products) => products.map(({ code }) => code)))].sort((a, b) =>
    byBytes(keyOf(world, a), keyOf(world, b)),
  )
  const placeOf = new Map(codes.map((code, place) => [code, place]))
  const support = new Int32Array(codes.length)
  const cents = new Float64Array(codes.length)
  const together = new Int32Array(codes.length * codes.length)
  for (const products of orders) {
    const places = products.map(({ code }) => placeOf.get(code) ?? 0).sort((a, b) => a - b)
    for (const [i, a] of places.entries()) {
      support[a] = (support[a] ?? 0) + 1
      for (const b of places.slice(i + 1)) {
        const at = a * codes.length + b
        together[at] = (together[at] ?? 0) + 1
      }
    }
    for (const product of products) {
      const place = placeOf.get(product.code) ?? 0
      cents[place] = (cents[place] ?? 0) + product.cents
    }
  }
  return {
    codes,
    support,
    cents: cents.map((sum, place) => sum / (support[place] ?? 1)),
    baskets: orders.length,
    several: orders.filter((products) => products.length > 1).length,
    size: sumOf(orders, (products) => products.length) / orders.length,
    pairs: pairsOf(together, support, orders.length),
  }
}

/** Fisher's exact test, one-sided, for every pair; Benjamini-Hochberg over all pairs that could have been counted. */
function pairsOf(together: Int32Array, support: Int32Array, baskets: number): Pair[] {
  const factorials = new Float64Array(baskets + 1)
  for (let i = 2; i <= baskets; i++) factorials[i] = (factorials[i - 1] ?? 0) + Math.log(i)
  const width = support.length
  const frequent = support.filter((count) => count >= LEAST_TOGETHER).length
  const tests = (frequent * (frequent - 1)) / 2
  const found: (Pair & { p: number })[] = []
  together.forEach((n, at) => {
    if (n < LEAST_TOGETHER) return
    const [a, b] = [Math.floor(at / width), at % width]
    const [withA, withB] = [support[a] ?? 0, support[b] ?? 0]
    const chance = (withA * withB) / baskets
    found.push({ a, b, n, lift: n / chance, excess: n - chance, q: 1, p: fisher(n, withA, withB, baskets, factorials) })
  })
  found.sort((x, y) => y.p - x.p)
  let least = 1
  for (const [i, pair] of found.entries()) {
    least = Math.min(least, (pair.p * tests) / (found.length - i))
    pair.q = least
  }
  return found
    .filter(({ q, lift }) => q < MAX_Q && lift > 1)
    .sort((x, y) => y.excess - x.excess || x.a - y.a || x.b - y.b)
}

/** Probability of at least `n` joint baskets by chance. */
function fisher(n: number, withA: number, withB: number, baskets: number, factorials: Float64Array): number {
  const log = (k: number) => factorials[k] ?? Number.NaN
  const most = Math.min(withA, withB)
  let term = Math.exp(
    log(withA) +
      log(baskets - withA) +
      log(withB) +
      log(baskets - withB) -
      (log(baskets) + log(n) + log(withA - n) + log(withB - n) + log(baskets - withA - withB + n)),
  )
  let sum = term
  for (let k = n; k < most; k++) {
    term *= ((withA - k) * (withB - k)) / ((k + 1) * (baskets - withA - withB + k + 1))
    sum += term
    if (term < sum * 1e-17) break
  }
  return Math.min(1, sum)
}

const liftLow = (n: number, rare: number, chance: number) => wilson95(n, rare).low / chance
const liftHigh = (n: number, rare: number, chance: number) => wilson95(n, rare).high / chance

/** Best offers: clearly above chance, most buyers of either without the other, each product in one of them only. */
function bundlesOf({ pairs, support, cents }: Baskets): (Pair & { stake: number })[] {
  const used = new Set<number>()
  return pairs
    .slice(0, 500)
    .map((pair) => {
      const each = (cents[pair.a] ?? 0) + (cents[pair.b] ?? 0)
      return { ...pair, stake: Math.round((0.1 * pair.n * each) / 2) }
    })
    .filter(({ a, b, n, lift, stake }) => {
      const share = Math.max(n / (support[a] ?? 1), n / (support[b] ?? 1))
      return lift >= 2 && share <= 0.5 && stake > 0
    })
    .sort((x, y) => y.stake - x.stake || x.a - y.a || x.b - y.b)
    .filter(({ a, b }) => {
      if (used.has(a) || used.has(b)) return false
      used.add(a).add(b)
      return true
    })
    .slice(0, 3)
}

export const basketAudits: Audits = {
  step: 'baskets',
  figures: [
    {
      id: /^baskets\.orders$/,
      check: (figure, world) => {
        const { baskets } = basketsOf(world)
        expectFigure(figure, { value: baskets, unit: 'count', n: baskets })
      },
    },
    {
      id: /^baskets\.several$/,
      check: (figure, world) => {
        const { baskets, several } = basketsOf(world)
        expectFigure(figure, {
          value: several / baskets,
          unit: 'ratio',
          n: baskets,
          interval: wilson95(several, baskets),
        })
      },
    },
    {
      id: /^baskets\.size$/,
      check: (figure, world) => {
        const { baskets, size } = basketsOf(world)
        expectFigure(figure, { value: size, unit: 'number', n: baskets })
      },
    },
    {
      id: /^baskets\.pairs$/,
      check: (figure, world) => {
        const { baskets, pairs } = basketsOf(world)
        expectFigure(figure, { value: pairs.length, unit: 'count', n: baskets })
      },
    },
  ],
  tables: [
    {
      id: /^baskets\.pairs$/,
      check: (table, world) => {
        const { codes, support, pairs } = basketsOf(world)
        expectTable(
          table,
          pairs.slice(0, 100).map(({ a, b, n, lift, q }) => {
            const [codeA = '', codeB = ''] = [codes[a], codes[b]]
            return {
              skuA: codeA,
              a: world.ledger.titleOf(codeA),
              skuB: codeB,
              b: world.ledger.titleOf(codeB),
              n,
              lift,
              ab: n / (support[a] ?? 1),
              ba: n / (support[b] ?? 1),
              q: q < 1e-290 ? between(0, 1e-290) : near(q, 1e-6),
            }
          }),
          pairs.length,
        )
      },
    },
  ],
  findings: [
    {
      id: /^baskets\.bundle\./,
      check: ({ id, figure, stakeCents, stakePeriodDays, direction }, world) => {
        const all = basketsOf(world)
        const { codes, support, baskets } = all
        const bundle = bundlesOf(all).find(({ a, b }) => id === `baskets.bundle.${codes[a]}+${codes[b]}`)
        if (bundle === undefined) throw new Error(`${id} is none of the best bundles`)
        const [rare = 0, common = 0] = [support[bundle.a] ?? 0, support[bundle.b] ?? 0].sort((x, y) => x - y)
        const chance = common / baskets
        expectFigure(figure, {
          value: bundle.lift,
          unit: 'factor',
          n: bundle.n,
          interval: { low: liftLow(bundle.n, rare, chance), high: liftHigh(bundle.n, rare, chance), level: 0.95 },
        })
        expectValues(
          id,
          { stakeCents, stakePeriodDays, direction },
          { stakeCents: bundle.stake, stakePeriodDays: DAYS, direction: 'good' },
        )
      },
    },
  ],
}
