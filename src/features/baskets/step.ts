/** Products that are bought together, and bundles worth trying. */
import { addDays, daysBetween } from '../../core/time.ts'
import type { Contribution, NightStep, StepContext } from '../findings/index.ts'
import {
  basketFigures,
  basketsOf,
  bundleFinding,
  chooseBundles,
  MAX_Q,
  minCountFor,
  pairTable,
  rankPairs,
} from './model.ts'
import { askPairs, askSizes, MAX_PRODUCTS, readBaskets, WINDOW_DAYS } from './store.ts'
import { tooFewText } from './texts.ts'

const MIN_BASKETS = 100
const TABLE_ROWS = 100
/** Bundles are chosen among so many pairs. */
const CANDIDATES = 500
const BUNDLES = 3

const TITLE = { de: 'Warenkörbe', en: 'Baskets' }

const METHOD = {
  de: `Bestellungen der letzten ${WINDOW_DAYS} Tage mit höchstens ${MAX_PRODUCTS} verschiedenen Produkten, auch später stornierte; Varianten zählen als ein Produkt. Jedes Paar wird gegen unabhängige Käufe geprüft (exakter Test nach Fisher, einseitig), falsche Treffer über alle Paare nach Benjamini-Hochberg auf ${MAX_Q * 100} % begrenzt.`,
  en: `Orders of the last ${WINDOW_DAYS} days with at most ${MAX_PRODUCTS} different products, later cancelled ones included; variants count as one product. Each pair is tested against independent purchases (Fisher's exact test, one-sided), false hits over all pairs held to ${MAX_Q * 100}% (Benjamini-Hochberg).`,
}

export const basketsStep: NightStep = { name: 'baskets', title: TITLE, needs: [], run }

async function run({ ask, asOf, events, compute, currency }: StepContext): Promise<Contribution> {
  const sizes = await askSizes(ask, asOf)
  const size = sizes.rows[0] ?? { baskets: 0, several: 0, lines: 0, first_day: asOf }
  const enough = size.several >= MIN_BASKETS
  const said = {
    title: TITLE,
    method: METHOD,
    figures: basketFigures(size, 0, sizes.evidence).slice(0, -1),
    findings: [],
    tables: [],
    charts: [],
    evidence: [sizes.evidence],
    claims: [],
    notEnoughData: enough ? null : tooFewText(size.several, MIN_BASKETS),
  }
  if (!enough) return said
  const baskets = basketsOf(await readBaskets(events, asOf))
  const pairs = await compute('frequentPairs', { ...baskets, minCount: minCountFor(size.baskets) })
  const ranked = rankPairs(pairs)
  const counted = await askPairs(ask, {
    asOf,
    pairs: ranked.slice(0, CANDIDATES).map(({ a, b }) => [a, b]),
    baskets: size.baskets,
  })
  const table = pairTable(ranked.slice(0, TABLE_ROWS), counted.rows, counted.evidence)
  const start = addDays(asOf, -WINDOW_DAYS)
  const days = Math.min(WINDOW_DAYS, daysBetween(size.first_day > start ? size.first_day : start, asOf) + 1)
  return {
    ...said,
    figures: basketFigures(size, ranked.length, sizes.evidence),
    findings: chooseBundles(counted.rows, BUNDLES).map((row) =>
      bundleFinding(row, { evidence: counted.evidence, sizes: sizes.evidence, currency, days }),
    ),
    tables: ranked.length === 0 ? [] : [{ ...table, rowCount: ranked.length }],
    evidence: [sizes.evidence, counted.evidence],
  }
}
