/** A step of the checkout after which visitors of one browser, one device or all of them no longer get to the order. Pure. */
import { addDays, type Day, daysBetween } from '../../core/time.ts'
import { benjaminiHochberg } from '../../ml/stats/benjamini-hochberg.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import type { Chart, Figure, Finding, Interval, Table } from '../findings/index.ts'
import { BEFORE_DAYS, type CellDay, type CellRow, type CellScope, NOW_DAYS } from './checkout-store.ts'
import { checkoutChart, checkoutStatement, scopeName } from './texts.ts'
import { compareProportions, type TwoProportions } from './two-proportions.ts'

/** Expected share of false alarms; a false one sends somebody to look through the whole checkout. */
const MAX_Q = 0.01
const LEVEL = 0.95
/** A fall below this share of the former rate is a break; less is a matter of who visits. */
const BROKEN_BELOW = 0.8
/** Where browsers with this share of the visits break together, it is the checkout and no browser. */
const EVERYWHERE = 0.5
const TABLE_ROWS = 200

export interface Cell extends CellScope {
  readonly reachedNow: number
  readonly orderedNow: number
  readonly reachedBefore: number
  readonly orderedBefore: number
  readonly centsBefore: number
  /** Null: too few visits to test. */
  readonly test: TwoProportions | null
  /** NaN where not tested. */
  readonly q: number
}

/** Every step for all visitors, per browser, and per browser and device where it has several, with its test. */
export function testCells(rows: readonly CellRow[]): Cell[] {
  const devices = new Map<string, Set<string>>()
  for (const { browser, device } of rows) devices.set(browser, (devices.get(browser) ?? new Set()).add(device))
  const sums = new Map<string, Omit<Cell, 'test' | 'q'>>()
  const add = (scope: CellScope, row: CellRow) => {
    const key = JSON.stringify([scope.browser, scope.device, scope.step])
    const sum = sums.get(key)
    sums.set(key, {
      ...scope,
      reachedNow: (sum?.reachedNow ?? 0) + row.reached_now,
      orderedNow: (sum?.orderedNow ?? 0) + row.ordered_now,
      reachedBefore: (sum?.reachedBefore ?? 0) + row.reached_before,
      orderedBefore: (sum?.orderedBefore ?? 0) + row.ordered_before,
      centsBefore: (sum?.centsBefore ?? 0) + row.cents_before,
    })
  }
  for (const row of rows) {
    const { step, browser, device } = row
    add({ step, browser: '', device: '' }, row)
    if (browser === '') continue
    add({ step, browser, device: '' }, row)
    if (device !== '' && (devices.get(browser)?.size ?? 0) > 1) add({ step, browser, device }, row)
  }
  const cells = [...sums.values()].map((cell) => ({ ...cell, test: testOf(cell) }))
  const q = benjaminiHochberg(Float64Array.from(cells, ({ test }) => test?.p ?? Number.NaN))
  return cells.map((cell, i) => ({ ...cell, q: q[i] ?? Number.NaN }))
}

function testOf(cell: Omit<Cell, 'test' | 'q'>): TwoProportions | null {
  if (cell.reachedBefore === 0 || cell.reachedNow === 0) return null
  const before = { hits: cell.orderedBefore, of: cell.reachedBefore }
  return compareProportions(before, { hits: cell.orderedNow, of: cell.reachedNow }, LEVEL)
}

const shareBefore = (cell: Cell) => cell.orderedBefore / cell.reachedBefore
const shareNow = (cell: Cell) => cell.orderedNow / cell.reachedNow

function isBroken(cell: Cell): boolean {
  return cell.q <= MAX_Q && shareNow(cell) < BROKEN_BELOW * shareBefore(cell)
}

/**
 * One cell per break: of the steps that fell, the one nearest to the order, since what breaks there lowers all before it;
 * all browsers together where most fell, and one device where the browser's other devices did not.
 */
export function findBreaks(cells: readonly Cell[]): Cell[] {
  const whole = cells.filter(({ browser }) => browser === '')
  // Nearer to the order, more visitors who reach a step place one.
  const place = new Map(
    [...whole].sort((a, b) => shareBefore(a) - shareBefore(b)).map(({ step }, index) => [step, index]),
  )
  const last = (some: readonly Cell[]) =>
    [...some].filter(isBroken).sort((a, b) => (place.get(b.step) ?? 0) - (place.get(a.step) ?? 0))[0]
  const browsers = [...new Set(cells.map(({ browser }) => browser))].filter((browser) => browser !== '')
  const suspects = suspectBrowsers(browsers, cells)
  const broken = suspects.flatMap((browser) => {
    const own = cells.filter((cell) => cell.browser === browser)
    const devices = own.filter(({ device }) => device !== '')
    const found = last(own.filter(({ device }) => device === '')) ?? last(devices)
    if (found === undefined) return []
    const same = devices.filter(({ step, test }) => step === found.step && test !== null)
    const fallen = same.filter(isBroken)
    const [only] = fallen
    const others = same.filter((cell) => !isBroken(cell) && shareNow(cell) > 0.9 * shareBefore(cell))
    return only !== undefined && fallen.length === 1 && same.length > 1 && others.length === same.length - 1
      ? [only]
      : [found]
  })
  const everywhere = last(whole)
  if (everywhere !== undefined) {
    const reached = broken
      .filter(({ device }) => device === '')
      .map(({ browser }) =>
        cells.find((cell) => cell.browser === browser && cell.device === '' && cell.step === everywhere.step),
      )
      .reduce((sum, cell) => sum + (cell?.reachedNow ?? 0), 0)
    if (browsers.length === 0 || reached > EVERYWHERE * everywhere.reachedNow) return [everywhere]
  }
  return broken
}

/**
 * Browsers that stand out as a whole. The many cells of one real break would otherwise make room for false ones elsewhere.
 * Source: Simes (1986) within a browser, Benjamini & Hochberg (1995) over browsers
 */
function suspectBrowsers(browsers: readonly string[], cells: readonly Cell[]): string[] {
  const p = browsers.map((name) => {
    const own = cells
      .flatMap(({ browser, test }) => (browser === name && test !== null ? [test.p] : []))
      .sort((a, b) => a - b)
    return own.length === 0 ? Number.NaN : Math.min(...own.map((value, i) => (value * own.length) / (i + 1)))
  })
  const q = benjaminiHochberg(Float64Array.from(p))
  return browsers.filter((_, i) => (q[i] ?? 1) <= MAX_Q)
}

export interface BreakScene {
  readonly asOf: Day
  readonly currency: string
  /** Value of an order where events carry none. */
  readonly orderCents: number
  readonly cells: readonly Cell[]
  readonly evidence: { readonly cells: string; readonly shop: string }
}

interface Loss {
  readonly since: Day
  readonly reached: number
  readonly ordered: number
  readonly ordersPerDay: Interval & { readonly value: number }
  readonly centsPerOrder: number
}

/** Since when, and what it costs: visits that reach the step times the fall of the rate. */
function lossOf(cell: Cell, days: readonly CellDay[], { asOf, orderCents }: BreakScene): Loss {
  const since = sinceWhen(cell, days, asOf)
  const sum = (pick: (row: CellDay) => number, holds: (day: Day) => boolean) =>
    days.filter(({ day }) => holds(day)).reduce((total, row) => total + pick(row), 0)
  const [reached, ordered] = [
    sum(
      (row) => row.reached,
      (day) => day >= since,
    ),
    sum(
      (row) => row.ordered,
      (day) => day >= since,
    ),
  ]
  const length = daysBetween(since, asOf) + 1
  const now = { hits: ordered, of: reached }
  const before = { hits: cell.orderedBefore, of: cell.reachedBefore }
  const test = compareProportions(before, now, LEVEL) ?? cell.test
  const visits = reached / length
  const fall = (share: number) => Math.max(0, -share * visits)
  return {
    since,
    reached,
    ordered,
    ordersPerDay: {
      value: fall(ordered / Math.max(1, reached) - shareBefore(cell)),
      low: fall(test?.high ?? 0),
      high: fall(test?.low ?? 0),
      level: LEVEL,
    },
    centsPerOrder: cell.orderedBefore > 0 && cell.centsBefore > 0 ? cell.centsBefore / cell.orderedBefore : orderCents,
  }
}

/** The day of the last week from which on another rate than the former explains the orders best (likelihood ratio). */
function sinceWhen(cell: Cell, days: readonly CellDay[], asOf: Day): Day {
  const before = Math.min(1 - 1e-9, Math.max(1e-9, shareBefore(cell)))
  let best = { gain: Number.NEGATIVE_INFINITY, since: addDays(asOf, 1 - NOW_DAYS) }
  let [reached, ordered] = [0, 0]
  for (let back = 0; back < NOW_DAYS; back++) {
    const since = addDays(asOf, -back)
    const today = days.find(({ day }) => day === since)
    reached += today?.reached ?? 0
    ordered += today?.ordered ?? 0
    if (reached === 0 || ordered / reached >= before) continue
    const share = ordered / reached
    const part = (count: number, now: number, then: number) => (count === 0 ? 0 : count * Math.log(now / then))
    const gain = part(ordered, share, before) + part(reached - ordered, 1 - share, 1 - before)
    if (gain > best.gain) best = { gain, since }
  }
  return best.since
}

export function breakFinding(cell: Cell, days: readonly CellDay[], daysEvidence: string, scene: BreakScene): Finding {
  const { asOf, currency, cells, evidence } = scene
  const loss = lossOf(cell, days, scene)
  const { since, reached, ordered, ordersPerDay, centsPerOrder } = loss
  const whole = cells.find(({ browser, step }) => browser === '' && step === cell.step)
  const othersReached = (whole?.reachedNow ?? 0) - cell.reachedNow
  const money = (orders: number) => Math.round(orders * centsPerOrder)
  const statement = checkoutStatement({
    scope: cell,
    since,
    reached,
    ordered,
    shareBefore: shareBefore(cell),
    beforeDays: BEFORE_DAYS,
    othersShare:
      cell.browser === '' || othersReached <= 0 ? null : ((whole?.orderedNow ?? 0) - cell.orderedNow) / othersReached,
    ordersPerDay: ordersPerDay.value,
    centsPerDay: { value: money(ordersPerDay.value), low: money(ordersPerDay.low), high: money(ordersPerDay.high) },
    currency,
  })
  const id = `incidents.checkout.${[cell.browser || 'all', cell.device, cell.step].filter((part) => part !== '').join('.')}`
  const ends = wilsonInterval(ordered, reached, LEVEL)
  return {
    id,
    kind: 'anomaly',
    direction: 'bad',
    stakeCents: -money(7 * ordersPerDay.value),
    stakePeriodDays: 7,
    title: statement.title,
    sentence: statement.sentence,
    figure: {
      id,
      label: { de: 'Vom Schritt zur Bestellung', en: 'From the step to the order' },
      value: reached > 0 ? ordered / reached : null,
      unit: 'ratio',
      interval: ends === null ? null : { ...ends, level: LEVEL },
      n: reached,
      missing: null,
      comparisons: [
        {
          label: { de: `${BEFORE_DAYS} Tage davor`, en: `${BEFORE_DAYS} days before` },
          value: shareBefore(cell),
          change: reached > 0 ? ordered / reached / shareBefore(cell) - 1 : null,
        },
      ],
      evidenceId: daysEvidence,
    },
    chart: chartOf(cell, days, { asOf, since, id, evidenceId: daysEvidence }),
    evidenceIds: [daysEvidence, evidence.cells, evidence.shop],
    next: [...statement.next],
  }
}

/** Share of visits with an order per day, beside that of all other visitors. */
function chartOf(
  cell: Cell,
  days: readonly CellDay[],
  { asOf, since, id, evidenceId }: { asOf: Day; since: Day; id: string; evidenceId: string },
): Chart {
  const x = Array.from({ length: NOW_DAYS + BEFORE_DAYS }, (_, i) => addDays(asOf, i + 1 - NOW_DAYS - BEFORE_DAYS))
  const byDay = new Map(days.map((row) => [row.day, row]))
  const share = (hits: number | undefined, of: number | undefined) =>
    of === undefined || of === 0 ? null : (hits ?? 0) / of
  const own = x.map((day) => share(byDay.get(day)?.ordered, byDay.get(day)?.reached))
  const others = x.map((day) => share(byDay.get(day)?.others_ordered, byDay.get(day)?.others_reached))
  return {
    id,
    title: checkoutChart(cell),
    kind: 'line',
    unit: 'ratio',
    x,
    series: [
      { name: scopeName(cell), role: 'actual', values: own },
      ...(cell.browser === ''
        ? []
        : [{ name: { de: 'Alle anderen', en: 'All others' }, role: 'comparison' as const, values: others }]),
    ],
    marks: [{ x: since, text: { de: 'Beginn', en: 'Start' } }],
    evidenceId,
  }
}

/** Visitors at the last step that ordered, over the whole shop. */
export function checkoutFigure(cells: readonly Cell[], evidenceId: string): Figure | null {
  const [first] = [...cells]
    .filter(({ browser }) => browser === '')
    .sort((a, b) => b.reachedBefore + b.reachedNow - a.reachedBefore - a.reachedNow)
  if (first === undefined || first.reachedNow === 0) return null
  const ends = wilsonInterval(first.orderedNow, first.reachedNow, LEVEL)
  const before = first.reachedBefore > 0 ? shareBefore(first) : null
  return {
    id: 'incidents.checkout',
    label: {
      de: `Vom Schritt „${first.step}“ zur Bestellung, letzte ${NOW_DAYS} Tage`,
      en: `From the step “${first.step}” to the order, last ${NOW_DAYS} days`,
    },
    value: shareNow(first),
    unit: 'ratio',
    interval: ends === null ? null : { ...ends, level: LEVEL },
    n: first.reachedNow,
    missing: null,
    comparisons: [
      {
        label: { de: `${BEFORE_DAYS} Tage davor`, en: `${BEFORE_DAYS} days before` },
        value: before,
        change: before === null || before === 0 ? null : shareNow(first) / before - 1,
      },
    ],
    evidenceId,
  }
}

export function cellTable(cells: readonly Cell[], evidenceId: string): Table {
  const tested = cells.filter(({ test }) => test !== null).sort((a, b) => a.q - b.q || b.reachedNow - a.reachedNow)
  return {
    id: 'incidents.checkout',
    title: { de: 'Vom Schritt des Bezahlvorgangs zur Bestellung', en: 'From a step of the checkout to the order' },
    note: {
      de: `Besucher eines Tages, die den Schritt erreichten, und wie viele davon bestellten: letzte ${NOW_DAYS} Tage gegen die ${BEFORE_DAYS} davor. „–“: alle.`,
      en: `Visitors of a day who reached the step, and how many of them ordered: last ${NOW_DAYS} days against the ${BEFORE_DAYS} before. “–”: all.`,
    },
    columns: [
      { key: 'browser', label: { de: 'Browser', en: 'Browser' }, unit: 'text' },
      { key: 'device', label: { de: 'Gerät', en: 'Device' }, unit: 'text' },
      { key: 'step', label: { de: 'Schritt', en: 'Step' }, unit: 'text' },
      { key: 'reachedBefore', label: { de: 'Erreicht davor', en: 'Reached before' }, unit: 'count' },
      { key: 'before', label: { de: 'Bestellt davor', en: 'Ordered before' }, unit: 'ratio' },
      { key: 'reachedNow', label: { de: 'Erreicht jetzt', en: 'Reached now' }, unit: 'count' },
      { key: 'now', label: { de: 'Bestellt jetzt', en: 'Ordered now' }, unit: 'ratio' },
      { key: 'low', label: { de: 'Unterschied von', en: 'Difference from' }, unit: 'percent-points' },
      { key: 'high', label: { de: 'bis', en: 'to' }, unit: 'percent-points' },
      { key: 'q', label: { de: 'q', en: 'q' }, unit: 'number' },
    ],
    rows: tested
      .slice(0, TABLE_ROWS)
      .map((cell) => [
        cell.browser || '–',
        cell.device || '–',
        cell.step,
        cell.reachedBefore,
        shareBefore(cell),
        cell.reachedNow,
        shareNow(cell),
        100 * (cell.test?.low ?? 0),
        100 * (cell.test?.high ?? 0),
        cell.q,
      ]),
    rowCount: tested.length,
    evidenceId,
  }
}
