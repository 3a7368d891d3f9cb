/** The guardrails as people set them, and what the price desk shows. */
import { z } from 'zod'
import { pageOf, pageQuery } from '../../api/page.ts'
import { plainText } from '../../api/text.ts'
import { DEMAND_FORMS } from '../../ml/pricing/demand-curve.ts'

const cents = z.number().int().min(0).max(100_000_000)
const percent = z.number().min(0).max(100)

const limitsShape = {
  /** What prices are chosen for; 'mix' gives revenue `revenueWeight` of the weight and profit the rest. */
  objective: z.enum(['profit', 'revenue', 'mix']),
  revenueWeight: z.number().min(0).max(1),
  /** Least share of the net price that is left after cost, percent. 0: the cost floor alone. */
  minMarginPercent: percent.max(95),
  /** Farthest that one change goes, percent of the price before. */
  largestStepPercent: z.number().min(0.1).max(50),
  /** Largest number of changes of one product within seven days. */
  productChangesPerWeek: z.number().int().min(0).max(7),
  /** Cents that prices end with, such as 99, 95 and 49; empty: any. */
  endings: z.array(z.number().int().min(0).max(99)).max(20),
  /** Never below, whatever it earns: the price the shop promised not to fall below, gross cents. */
  floorCents: cents.nullable(),
  /** Never above: the recommended retail price (UVP), gross cents. */
  ceilingCents: cents.nullable(),
  /** How far below and above the middle competitor's price, percent; null: whatever they ask. */
  competitorBand: z.strictObject({ belowPercent: percent, abovePercent: percent }).nullable(),
  /** Stock that lasts for fewer days than this is not sold faster by a lower price. */
  slowBelowDays: z.number().int().min(1).max(1_000).nullable(),
  /** Stock that lasts for more days than this is not slowed down by a higher price. */
  clearAboveDays: z.number().int().min(1).max(3_650).nullable(),
  /** VAT contained in the price, percent; null: the shop's. */
  taxPercent: percent.nullable(),
  /** Prices stay as they are. */
  paused: z.boolean(),
}

/** What holds for one product once all overrides are laid on top of each other. */
const limitsSchema = z.strictObject(limitsShape)
export type Limits = z.infer<typeof limitsSchema>

export const STANDARD_LIMITS: Limits = {
  objective: 'profit',
  revenueWeight: 0.5,
  minMarginPercent: 10,
  largestStepPercent: 10,
  productChangesPerWeek: 1,
  endings: [99, 95, 49],
  floorCents: null,
  ceilingCents: null,
  competitorBand: null,
  slowBelowDays: 14,
  clearAboveDays: 180,
  taxPercent: null,
  paused: false,
}

const key = z.string().trim().min(1).max(500)

/**
 * Left out is not overridden. A category stands for those below it too ('Schuhe' for 'Schuhe > Wandern'); a product is named by
 * its key ('shopify/jacket') or by the number of one of its variants.
 */
const overrideSchema = z.strictObject({
  scope: z.enum(['category', 'product']),
  key,
  limits: limitsSchema.partial(),
})

/** Products whose prices go together, each named as in an override. */
const familySchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** 'same': one price for all; 'rising': each costs more than the one before it, as 1 l does more than 500 ml. */
  order: z.enum(['same', 'rising']),
  products: z.array(key).min(2).max(50),
})
export type Family = z.infer<typeof familySchema>

export const pricingRulesSchema = z.strictObject({
  everywhere: limitsSchema.prefault(STANDARD_LIMITS),
  overrides: z.array(overrideSchema).max(2_000).default([]),
  families: z.array(familySchema).max(500).default([]),
  /** Largest number of changes of the whole shop within seven days. */
  shopChangesPerWeek: z.number().int().min(0).max(20_000).default(50),
  /** Share of the products whose prices stay as they are, to measure the others against, percent. */
  heldOutPercent: z.number().min(0).max(50).default(10),
  /** Days after a change until it is measured; the product's price rests for so long. */
  testDays: z.number().int().min(7).max(56).default(14),
  /** Older prices of competitors are not looked at. */
  competitorDays: z.number().int().min(1).max(90).default(14),
  /** A change that is expected to bring less in four weeks is not proposed, cents. */
  leastGainCents: cents.default(500),
  /**
   * What is crossed out beside a new price: nothing; the lowest price of the 30 days before, where the new one is below it
   * (PAngV, section 11); or what is there, because it is the maker's recommended price.
   */
  strikePrices: z.enum(['none', 'lowest', 'recommended']).default('none'),
  /** Prices tried to learn from where demand is not sure: off unless people switch it on. */
  trials: z
    .strictObject({
      /** Share of the products whose price may be tried at a time, percent; 0: none. */
      sharePercent: z.number().min(0).max(20),
      /** Farthest that a trial goes, percent of the price before; the largest step binds it too. */
      largestStepPercent: z.number().min(0.1).max(50),
      /** What may be given up by it, percent of what the price believed best would bring. */
      largestLossPercent: z.number().min(0).max(10),
    })
    .prefault({ sharePercent: 0, largestStepPercent: 5, largestLossPercent: 1 }),
})
export type PricingRules = z.infer<typeof pricingRulesSchema>

/** What a price may break, in the order in which it is told. */
export const GUARDRAILS = [
  'paused',
  'family-mixed',
  'running-test',
  'shop-changes',
  'product-changes',
  'cost-unknown',
  'cost-floor',
  'minimum-margin',
  'largest-step',
  'floor',
  'ceiling',
  'competitor-low',
  'competitor-high',
  'stock-short',
  'stock-long',
  'family-order',
  'price-ending',
] as const
export type Guardrail = (typeof GUARDRAILS)[number]

export const shownRulesSchema = z.object({
  /** ETag; 0: nobody has set anything yet. */
  version: z.number().int(),
  rules: pricingRulesSchema,
  /** The last changes, newest first; instants in UTC milliseconds. */
  history: z.array(z.object({ version: z.number().int(), by: z.string(), at: z.number() })),
})
export type ShownRules = z.infer<typeof shownRulesSchema>

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD')

const competitorPriceSchema = z.strictObject({
  /** Number of our article. */
  sku: plainText(500).min(1),
  competitor: plainText(200).min(1),
  /** With VAT. */
  priceCents: cents.min(1),
  date,
})
export type CompetitorPrice = z.infer<typeof competitorPriceSchema>

/** POST /api/v1/pricing/competitors: prices one by one, or the text of a CSV file with the columns sku, competitor, price, date. */
export const competitorBody = z.union([
  z.strictObject({ prices: z.array(competitorPriceSchema).min(1).max(20_000) }),
  z.strictObject({ csv: z.string().min(1).max(8_000_000) }),
])

export const competitorAnswer = z.object({
  /** Read, and of those how many are new or say something else than before. */
  accepted: z.number().int(),
  changed: z.number().int(),
  rejected: z.number().int(),
  /** The first of those that were rejected. */
  faults: z.array(z.object({ line: z.number().int(), reason: z.string() })),
})
export type CompetitorAnswer = z.infer<typeof competitorAnswer>

export const competitorListSchema = z.object({
  items: z.array(competitorPriceSchema),
  /** How many there are in all. */
  count: z.number().int(),
})

const text = z.object({ de: z.string(), en: z.string() })
const refSchema = z.object({ sku: z.string(), productId: z.string() })

const demandSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    form: z.enum(DEMAND_FORMS),
    referencePrice: z.number(),
    units: z.number(),
    elasticity: z.number(),
    logUnitsError: z.number(),
    elasticityError: z.number(),
    formChances: z.array(z.number()).readonly(),
    dispersion: z.number(),
    lowestSeen: z.number(),
    highestSeen: z.number(),
    basis: z.enum(['own', 'group', 'literature']),
  }),
  z.object({ ok: z.literal(false), reason: z.enum(['rows', 'units-sold']), needs: z.number(), has: z.number() }),
])

/** A product at the moment of asking; money in gross cents unless said otherwise. */
const positionSchema = z.object({
  fromCents: z.number(),
  /** Net, the dearest of its variants; null: not known. */
  costCents: z.number().nullable(),
  /** VAT contained in prices, percent. */
  taxPercent: z.number(),
  /** Pieces; null: not known. */
  stock: z.number().nullable(),
  /** Pieces sold a day; null: not known. */
  perDay: z.number().nullable(),
  /** What competitors ask, fresh ones only. */
  competitorCents: z.array(z.number()),
  /** Changes of the last seven days. */
  productChanges: z.number(),
  shopChanges: z.number(),
  shopChangesPerWeek: z.number(),
  /** Until when its last change is being measured, inclusive; null: none is. */
  testUntil: z.string().nullable(),
  /** Prices it must stay strictly above and below, by a family that rises; null: none. */
  aboveCents: z.number().nullable(),
  belowCents: z.number().nullable(),
  /** Its family is to have one price and has several. */
  familyMixed: z.boolean(),
})
export type Position = z.infer<typeof positionSchema>

const changeSchema = z.object({
  before: z.number(),
  after: z.number(),
  change: z.number(),
  low: z.number(),
  high: z.number(),
})
export type FigureChange = z.infer<typeof changeSchema>

/** What four weeks are expected to bring more or less, with the 90 % interval of the change; money in net cents. */
const effectSchema = z.object({
  units: changeSchema,
  revenue: changeSchema,
  /** Null: the cost is not known. */
  margin: changeSchema.nullable(),
  /** How likely it is that the change brings more, 0..1. */
  chanceOfGain: z.number(),
})
export type PriceEffect = z.infer<typeof effectSchema>

const OUTCOMES = [
  'change',
  /** Worth it, and more than the shop changes in a week. */
  'later',
  'keep',
  'held-out',
  'blocked',
  /** Two guardrails leave no price between them, or none with an allowed ending. */
  'no-room',
  'too-little-data',
  'no-stock',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What the night worked out for what is priced together: a product, variants of it at one price, or a family with one price. */
export const planSchema = z.object({
  unit: z.string(),
  title: text,
  category: z.string(),
  refs: z.array(refSchema),
  currency: z.string(),
  position: positionSchema,
  demand: demandSchema,
  outcome: z.enum(OUTCOMES),
  /** What stands in the way, or where the price stops; of the two of 'no-room' the lower one first. */
  guardrails: z.array(z.enum(GUARDRAILS)),
  /** The price that is proposed, or would be; null: the one that holds. */
  toCents: z.number().nullable(),
  effect: effectSchema.nullable(),
  /** Chosen to learn from, not because it is believed best: what it is expected to cost, as a share of what that one brings; null: no trial. */
  trial: z.object({ regret: z.number() }).nullable().default(null),
  /** Per cent of another unit's pieces for one per cent of this one's price, as far as the data carry it. */
  cross: z.array(z.object({ unit: z.string(), elasticity: z.number() })).default([]),
  /** What the new price does to those in four weeks, net cents; null: cost not known. */
  others: z.array(z.object({ title: text, units: z.number(), marginCents: z.number().nullable() })).default([]),
})
export type Plan = z.infer<typeof planSchema>

/** A change that was made: what was said about it, to be held against what came. */
export const decisionSchema = z.object({
  proposalId: z.string(),
  unit: z.string(),
  title: text,
  category: z.string(),
  refs: z.array(refSchema),
  fromCents: z.number(),
  toCents: z.number(),
  currency: z.string(),
  /** Of one piece, net cents, and VAT contained in the price, percent: what a piece more or less is worth. */
  costCents: z.number(),
  taxPercent: z.number(),
  /** How it is measured: after so many days, against the share of products that stayed as they were, percent. */
  testDays: z.number(),
  heldOutPercent: z.number(),
  /** What was expected of this price; null: a person chose another one than was reckoned. */
  effect: effectSchema.nullable(),
  /** Tried to learn from. */
  trial: z.boolean().default(false),
})
export type Decision = z.infer<typeof decisionSchema>

/** GET /api/v1/pricing/products */
export const planQuery = pageQuery.extend({
  outcome: z.enum(OUTCOMES).optional(),
  /** Words in title, category or number. */
  text: plainText(200).optional(),
})
export type PlanQuery = z.infer<typeof planQuery>

const planRowSchema = planSchema
  .pick({ unit: true, title: true, category: true, currency: true, outcome: true, toCents: true })
  .extend({
    id: z.number().int(),
    fromCents: z.number(),
    /** Expected in four weeks, net cents, with its 90 % interval; null: nothing is proposed. */
    gain: changeSchema.nullable(),
    /** Why it is as it is. */
    why: text,
  })
export type PlanRow = z.infer<typeof planRowSchema>
export const planListSchema = pageOf(planRowSchema)

export const pricingSummarySchema = z.object({
  /** The last shop day that was planned from; null: no night has planned prices yet. */
  asOf: z.string().nullable(),
  counts: z.partialRecord(z.enum(OUTCOMES), z.number().int()),
})
export type PricingSummary = z.infer<typeof pricingSummarySchema>

const curvePointSchema = z.object({
  priceCents: z.number(),
  /** A week, with the 90 % interval. */
  units: z.number(),
  lowUnits: z.number(),
  highUnits: z.number(),
  revenueCents: z.number(),
  marginCents: z.number().nullable(),
})

/** GET /api/v1/pricing/products/:id */
export const pricedProductSchema = planRowSchema.extend({
  asOf: z.string(),
  refs: z.array(refSchema),
  position: positionSchema,
  /** Null: too little data, `why` says what is missing. */
  elasticity: z
    .object({ value: z.number(), low: z.number(), high: z.number(), basis: z.enum(['own', 'group', 'literature']) })
    .nullable(),
  effect: effectSchema.nullable(),
  curve: z.array(curvePointSchema),
  /** The guardrails' ends for the price, and what draws each; null: the price may not change at all. */
  band: z
    .object({ lowCents: z.number(), highCents: z.number(), lowBy: z.enum(GUARDRAILS), highBy: z.enum(GUARDRAILS) })
    .nullable(),
  /** What it asked lately, the first of its articles; the lowest of the 30 days before beside it. */
  history: z.array(
    z.object({ day: z.string(), priceCents: z.number().nullable(), lowestBeforeCents: z.number().nullable() }),
  ),
})
export type PricedProduct = z.infer<typeof pricedProductSchema>

/** POST /api/v1/pricing/simulate: one product at a price, or other guardrails over the whole shop. Nothing is stored. */
export const simulateBody = z.union([
  z.strictObject({ product: z.number().int().positive().max(Number.MAX_SAFE_INTEGER), priceCents: cents.min(1) }),
  z.strictObject({ rules: pricingRulesSchema }),
])
export type SimulateBody = z.output<typeof simulateBody>

export const simulationSchema = z.object({
  /** Products whose price would change, and of how many. */
  changes: z.number().int(),
  products: z.number().int(),
  /** Of all changes together, in four weeks; null: none would change, or too little is known. */
  effect: effectSchema.omit({ chanceOfGain: true }).nullable(),
  /** What stands against it, for one product. */
  refused: z.array(text),
  /** The changes that bring most. */
  items: z.array(planRowSchema),
})
export type Simulation = z.infer<typeof simulationSchema>

/** How a change is measured against others: how many units more or less than without it, and what that is worth. */
const cameSchema = z.object({
  /** What units were multiplied by, with its 90 % interval. */
  factor: z.number(),
  lowFactor: z.number(),
  highFactor: z.number(),
  /** Margin of four weeks more or less, net cents. */
  marginCents: z.number(),
  lowCents: z.number(),
  highCents: z.number(),
  /** Products it was measured against, and whether they were held out for it. */
  controls: z.number().int(),
  heldOut: z.boolean(),
})

const resultSchema = z.object({
  proposalId: z.string(),
  title: text,
  currency: z.string(),
  /** Shop day of the change, and the last one that is measured. */
  day: z.string(),
  until: z.string(),
  fromCents: z.number(),
  toCents: z.number(),
  /** What was said of margin and of units; null: nothing was. */
  said: z.object({ margin: changeSchema, factor: z.number() }).nullable(),
  /** Null: not yet, or there is too little to measure by; `missing` says what. */
  came: cameSchema.nullable(),
  missing: text.nullable(),
})
export type PriceResult = z.infer<typeof resultSchema>

/** GET /api/v1/pricing/results */
export const resultListSchema = z.object({
  items: z.array(resultSchema),
  /** Of those that can be judged, how many came within what was said. */
  judged: z.number().int(),
  within: z.number().int(),
})
export type ResultList = z.infer<typeof resultListSchema>

/** POST /api/v1/pricing/reductions: how a price is to be announced, for what is priced together. */
export const reductionBody = z.strictObject({
  product: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  priceCents: cents.min(1),
  strikeCents: cents.nullable().default(null),
  /** 'minus 23 percent'; null: none is named. */
  percent: z.number().min(0).max(100).nullable().default(null),
  /** Words such as 'price highlight'. */
  highlight: z.boolean().default(false),
})

export const reductionSchema = z.object({
  items: z.array(
    z.object({
      sku: z.string(),
      /** Lowest price of the 30 days before the reduction began, and the shop day it did; null: not known. */
      lowestCents: z.number().nullable(),
      since: z.string(),
      /** The largest whole percentage that may be named; 0: none. */
      largestPercent: z.number(),
      /** Why it may not be announced like that; null: it may. */
      refusal: text.nullable(),
    }),
  ),
})
