/** The few findings worth reading, each with its days. Pure. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { newBestseller, productMove, viralProduct } from '../../language/sentences/movers.ts'
import { bothLangs, type Statement } from '../../language/sentences/pen.ts'
import type { Chart, Figure, Finding } from '../findings/index.ts'
import { LEVEL, type Move } from './compare.ts'
import { articleOf, type Bestseller, chooseMoves, isGone, maybeViral, nameOf, type Scene, VIRAL } from './model.ts'
import { findOnset, type Onset, RECENT_DAYS } from './onset.ts'
import { CHART_DAYS, MONTH, type ProductDay, type ProductRow, WEEK } from './store.ts'
import { chartTitle, NOT_SOLD_BEFORE, seasonSentence } from './texts.ts'

const MOST_FINDINGS = 5
/** What sells better because it costs so much less is told by its price, not by its orders. */
const BARGAIN = 0.6

/** The findings with most money, at most five. */
export function moverFindings(
  windows: readonly (readonly Move[])[],
  bestsellers: readonly Bestseller[],
  days: readonly ProductDay[],
  scene: Scene,
): Finding[] {
  const daily = new Map<string, ProductDay[]>()
  for (const row of days) daily.set(row.product, [...(daily.get(row.product) ?? []), row])
  const seriesFor = ({ product }: ProductRow) => seriesOf(daily.get(product) ?? [], scene)
  const fits = ({ row, ratio }: Move) => daily.has(row.product) && !(ratio > 1 && isBargain(seriesFor(row)))
  const viral = windows
    .flat()
    .filter((move) => maybeViral(move) && fits(move))
    .flatMap((move) => viralFinding(move, seriesFor(move.row), scene) ?? [])
  const fresh = bestsellers.map((one) => bestsellerFinding(one, seriesFor(one.row), scene))
  const told = new Set([...viral.map(({ product }) => product), ...bestsellers.map(({ row }) => row.product)])
  const moves = chooseMoves(windows).filter(
    (move) => !told.has(move.row.product) && fits(move) && (move.ratio > 1 || !isGone(move, scene)),
  )
  const all = [
    ...viral.map(({ finding }) => finding),
    ...fresh,
    ...moves.map((move) => moveFinding(move, seriesFor(move.row), scene)),
  ]
  return all.sort((a, b) => Math.abs(b.stakeCents ?? 0) - Math.abs(a.stakeCents ?? 0)).slice(0, MOST_FINDINGS)
}

interface Series {
  readonly days: readonly Day[]
  readonly orders: Float64Array
  readonly cents: Float64Array
  readonly exposure: Float64Array
}

function seriesOf(rows: readonly ProductDay[], { shop }: Scene): Series {
  const days = Array.from({ length: CHART_DAYS }, (_, i) => addDays(shop.asOf, i + 1 - CHART_DAYS))
  const byDay = new Map(rows.map((row) => [row.day, row]))
  return {
    days,
    orders: Float64Array.from(days, (day) => byDay.get(day)?.orders ?? 0),
    cents: Float64Array.from(days, (day) => byDay.get(day)?.cents ?? 0),
    exposure: Float64Array.from(days, (_, i) => shop.orders(CHART_DAYS - 1 - i, CHART_DAYS - 1 - i)),
  }
}

/** Whether an order with the product brings much less than it used to. */
function isBargain({ orders, cents }: Series): boolean {
  const mean = (from: number, to: number) => {
    const sum = (values: Float64Array) => values.subarray(from, to).reduce((total, value) => total + value, 0)
    return sum(orders) > 0 ? sum(cents) / sum(orders) : null
  }
  const [before, now] = [mean(0, CHART_DAYS - RECENT_DAYS), mean(CHART_DAYS - WEEK, CHART_DAYS)]
  return before !== null && now !== null && now < BARGAIN * before
}

function viralFinding(move: Move, series: Series, scene: Scene): { product: string; finding: Finding } | null {
  const { product, first_day } = move.row
  const { shop } = scene
  const from = Math.max(0, CHART_DAYS - 1 - daysBetween(first_day, shop.asOf))
  const onset = findOnset({ ...series, from, dispersion: move.dispersion, level: LEVEL })
  if (onset === null || onset.days > VIRAL.days || onset.orders < VIRAL.factor * onset.expected.mean) return null
  const { days, orders, expected } = onset
  const cents = series.cents.subarray(CHART_DAYS - days).reduce((sum, value) => sum + value, 0)
  const article = articleOf(scene, product)
  const stock = article === undefined || article.stock === null ? null : article.stock - article.sold_since
  const today = addDays(shop.asOf, 1)
  const known = stock !== null && stock >= 0 ? stock : null
  const statement = viralProduct({
    product: nameOf(scene, product),
    period: days === 1 ? { kind: 'day', day: shop.asOf, today } : { kind: 'days', days, until: shop.asOf, today },
    orders,
    expected,
    stock: known,
    stockDays: known === null ? null : known / Math.max(orders / days, 1e-9),
  })
  const figure: Figure = {
    id: `movers.viral.${product}`,
    label: { de: 'Bestellungen seit Beginn', en: 'Orders since it began' },
    value: orders,
    unit: 'count',
    interval: { low: expected.low, high: expected.high, level: LEVEL },
    n: orders,
    missing: null,
    comparisons: [
      {
        label: { de: 'Erwartet', en: 'Expected' },
        value: Math.round(10 * expected.mean) / 10,
        change: orders / expected.mean - 1,
      },
    ],
    evidenceId: scene.evidence.days,
  }
  const mark = { x: addDays(shop.asOf, 1 - days), text: { de: 'Beginn', en: 'Start' } }
  const finding = findingOf(scene, {
    id: `movers.viral.${product}`,
    direction: 'good',
    cents: Math.round(cents * (1 - expected.mean / orders)),
    days,
    statement,
    figure,
    chart: chartOf(product, series, rateBefore(series, onset), scene, { rising: true, marks: [mark] }),
  })
  return { product, finding }
}

function rateBefore({ orders, exposure }: Series, { days }: Onset): number {
  const cut = orders.length - days
  const sum = (values: Float64Array) => values.subarray(0, cut).reduce((total, value) => total + value, 0)
  return sum(orders) / Math.max(1, sum(exposure))
}

function bestsellerFinding({ row, rank, top }: Bestseller, series: Series, scene: Scene): Finding {
  const orders = row.month[0] ?? 0
  const name = nameOf(scene, row.product)
  return findingOf(scene, {
    id: `movers.new.${row.product}`,
    direction: 'good',
    cents: row.month_cents,
    days: MONTH,
    statement: newBestseller({ product: name, rank, rankBefore: null, top, orders, days: MONTH, since: row.first_day }),
    figure: {
      id: `movers.new.${row.product}`,
      label: { de: 'Bestellungen, letzte 28 Tage', en: 'Orders, last 28 days' },
      value: orders,
      unit: 'count',
      interval: null,
      n: orders,
      missing: null,
      comparisons: [],
      evidenceId: scene.evidence.products,
    },
    chart: chartOf(row.product, series, null, scene, { rising: true, marks: [] }),
  })
}

function moveFinding(move: Move, series: Series, scene: Scene): Finding {
  const { row, window, before, after, ratio, low, high, q, expected } = move
  const known = Number.isFinite(ratio)
  const rising = ratio > 1
  const name = nameOf(scene, row.product)
  const statement = productMove({
    product: name,
    ordersBefore: before,
    ordersAfter: after,
    beforeDays: window.beforeDays,
    afterDays: window.afterDays,
    ratio: known ? { value: ratio, low, high } : null,
    againstShop: true,
    qValue: q,
    tested: scene.tested,
    centsPerDay: move.cents / window.afterDays,
    currency: scene.currency,
  })
  const season = seasonSentence(move.season)
  const rate = expected / Math.max(1, scene.shop.orders(0, window.afterDays - 1))
  return findingOf(scene, {
    id: `movers.${rising ? 'rising' : 'falling'}.${row.product}`,
    direction: rising ? 'good' : 'bad',
    cents: move.cents,
    days: window.afterDays,
    statement: { ...statement, sentence: bothLangs((lang) => statement.sentence[lang] + season[lang]) },
    figure: {
      id: `movers.ratio.${row.product}`,
      label: { de: 'Bestellungen gegenüber dem Erwarteten', en: 'Orders against what was expected' },
      value: known ? ratio : null,
      unit: 'factor',
      interval: known && Number.isFinite(high) ? { low, high, level: LEVEL } : null,
      n: before + after,
      missing: known ? null : NOT_SOLD_BEFORE,
      comparisons: [],
      evidenceId: scene.evidence.products,
    },
    chart: chartOf(row.product, series, rate, scene, { rising, marks: [] }),
  })
}

interface Told {
  readonly id: string
  readonly direction: Finding['direction']
  readonly cents: number
  readonly days: number
  readonly statement: Statement
  readonly figure: Figure
  readonly chart: Chart
}

function findingOf({ evidence }: Scene, { id, direction, cents, days, statement, figure, chart }: Told): Finding {
  return {
    id,
    kind: 'mover',
    direction,
    stakeCents: cents,
    stakePeriodDays: days,
    title: statement.title,
    sentence: statement.sentence,
    figure,
    chart,
    evidenceIds: [evidence.products, evidence.days, evidence.shop, evidence.stock],
    next: [...statement.next],
  }
}

/** Orders per day; grey what the rate before leads one to expect of a shop as busy as it was. */
function chartOf(
  product: string,
  { days, orders, exposure }: Series,
  rate: number | null,
  scene: Scene,
  { rising, marks }: { rising: boolean; marks: Chart['marks'] },
): Chart {
  return {
    id: `movers.${product}`,
    title: chartTitle(nameOf(scene, product), rising),
    kind: 'line',
    unit: 'count',
    x: [...days],
    series: [
      { name: { de: 'Bestellungen', en: 'Orders' }, role: 'actual', values: [...orders] },
      ...(rate === null
        ? []
        : [
            {
              name: { de: 'Erwartet', en: 'Expected' },
              role: 'comparison' as const,
              values: Array.from(exposure, (shown) => Math.round(100 * rate * shown) / 100),
            },
          ]),
    ],
    marks,
    evidenceId: scene.evidence.days,
  }
}
