/** The catalogue for the workbench. */
import { z } from 'zod'
import { keepBriefly } from '../../core/briefly.ts'
import { AppError } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import { addDays, type Clock, type Day, dayOf, startOfDay } from '../../core/time.ts'
import { readProjectionState } from '../../stores/events/projection-state.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { readLastNight, readStanding } from '../../stores/state/standings.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { listProducts, salesOf, summariseCatalogue, titleOf } from './list-store.ts'
import { fillDays, lowestBeforePresent, marginOf, priceDays } from './model.ts'
import {
  type CatalogueSummary,
  LOW_PRICE_DAYS,
  PRICE_DAYS,
  type Prices,
  type Product,
  type ProductListQuery,
  type ProductSales,
  SALES_DAYS,
  type Variant,
} from './schema.ts'
import { findProduct, readSales, readVariants, type VariantRow } from './store.ts'

export interface CatalogueDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
  readonly timeZone: string
  /** VAT contained in prices, percent. */
  taxPercent(): Promise<number>
}

/** What is asked again within this time has the same answer. */
const KEPT_MS = 5_000

export function openCatalogue(deps: CatalogueDeps) {
  const { state, events, clock, timeZone } = deps
  const taxes = keepBriefly<number>(clock, { ms: KEPT_MS, most: 1 })
  const summaries = keepBriefly<CatalogueSummary>(clock, { ms: KEPT_MS, most: 1 })
  const projections = keepBriefly<string>(clock, { ms: KEPT_MS, most: 1 })
  const nights = keepBriefly<Day | null>(clock, { ms: KEPT_MS, most: 1 })
  // Good as long as the projection is: its state is part of the key.
  const sales = keepBriefly<ProductSales>(clock, { ms: 3_600_000, most: 1_000 })
  const tax = () => taxes('tax', deps.taxPercent)
  const variantsOf = (id: number) =>
    readVariants(state, id, clock.now() - (PRICE_DAYS + LOW_PRICE_DAYS + 1) * 86_400_000)

  /** @throws AppError 'input.not-found' */
  const product = async (id: number) => {
    const found = await findProduct(state, id)
    if (found === null) throw new AppError('input.not-found', `There is no product ${id}.`)
    return found
  }

  const summary = (): Promise<CatalogueSummary> =>
    summaries('all', async () => {
      const [counted, standing, taxPercent] = await Promise.all([
        summariseCatalogue(state),
        readStanding(state, 'products'),
        tax(),
      ])
      return { ...counted, asOf: standing?.asOf ?? null, taxPercent }
    })

  return {
    summary,
    list: async (query: ProductListQuery) => listProducts(state, query, await tax()),

    async show(id: number): Promise<Product> {
      const [row, variants, { asOf, taxPercent }] = await Promise.all([product(id), variantsOf(id), summary()])
      const shown = variants.map((variant) => shownVariant(variant, taxPercent))
      const prices = shown.flatMap(({ priceCents }) => (priceCents === null ? [] : [priceCents]))
      const stocks = shown.flatMap(({ stock }) => (stock === null ? [] : [stock]))
      const margins = shown.flatMap(({ margin }) => (margin === null ? [] : [margin]))
      return {
        id: row.id,
        source: row.source,
        externalId: row.external_id,
        title: titleOf(row),
        description: {
          de: row.description.de ?? row.description.en ?? '',
          en: row.description.en ?? row.description.de ?? '',
        },
        brand: row.brand,
        category: row.category,
        status: row.status,
        tags: row.tags,
        attributes: Object.entries(row.attributes).map(([name, value]) => ({ name, value: bothOf(value) })),
        knownFrom: row.known_from,
        updatedAt: row.updated_at.toISOString(),
        currency: variants[0]?.currency ?? null,
        priceFromCents: prices.length === 0 ? null : Math.min(...prices),
        priceToCents: prices.length === 0 ? null : Math.max(...prices),
        stock: stocks.length === 0 ? null : stocks.reduce((sum, stock) => sum + stock, 0),
        margin: margins.length === 0 ? null : Math.min(...margins),
        variants: shown,
        salesAsOf: asOf,
        ...salesOf(row),
      }
    },

    /** @throws AppError 'input.not-found' where the product has no such variant */
    async prices(id: number, variantId: number): Promise<Prices> {
      const variant = (await variantsOf(id)).find((one) => one.id === variantId)
      if (variant === undefined)
        throw new AppError('input.not-found', `There is no variant ${variantId} of product ${id}.`)
      const lastDay = dayOf(clock.now(), timeZone)
      const days = priceDays(variant.steps, { lastDay, days: PRICE_DAYS, timeZone })
      return { currency: variant.currency, days }
    },

    async sales(id: number): Promise<ProductSales> {
      const [projection, night] = await Promise.all([
        projections('sales', () => readProjectionState(events, 'sales_lines')),
        nights('last', () => readLastNight(state)),
      ])
      const asOf = night ?? addDays(dayOf(clock.now(), timeZone), -1)
      return sales(`${id} ${asOf} ${projection}`, async () => {
        await product(id)
        const skus = (await readVariants(state, id, startOfDay(asOf, timeZone))).map(({ sku }) => sku)
        const period = { from: addDays(asOf, 1 - SALES_DAYS), to: asOf }
        const known = skus.length === 0 ? new Map() : await readSales(events, skus, period)
        return { asOf, days: fillDays(known, { lastDay: asOf, days: SALES_DAYS }) }
      })
    },
  }
}

function shownVariant(variant: VariantRow, taxPercent: number): Variant {
  const { id, sku, title, barcode, options, cost_cents: costCents, stock, steps } = variant
  const present = steps.at(-1)
  return {
    id,
    sku,
    title,
    barcode,
    options: Object.fromEntries(Object.entries(options).map(([name, value]) => [name, textOf(value)])),
    priceCents: present?.priceCents ?? null,
    compareAtCents: present?.compareAtCents ?? null,
    priceSince: present === undefined ? null : new Date(present.at).toISOString(),
    lowestBeforeCents: lowestBeforePresent(steps),
    costCents,
    stock,
    margin: marginOf(present?.priceCents ?? null, costCents, taxPercent),
  }
}

const bothSchema = z.object({ de: z.string().optional(), en: z.string().optional() })

/** An attribute that a feed gives in one language or in both. */
function bothOf(value: unknown): Text {
  const { data } = bothSchema.safeParse(value)
  const said = data?.de ?? data?.en ?? textOf(value)
  return { de: said, en: data?.en ?? said }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
