/** One price for several variants at once: set, asked about after an attempt that was cut off, and taken back. */
import { AppError, faultText } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import type { PriceChange, PriceReceipt, PriceRef, ShopChannel } from './channel.ts'
import { priceChanged } from './price.ts'

/** What is noted of variants that were set: how many were changed, and the strike prices that stood there before. */
export type SetDetail = Readonly<Record<string, string | number>>

/**
 * Sets one after the other.
 * @throws AppError as `setPrice`; where some are changed already, the sentence says which
 */
export async function setPrices(
  shop: ShopChannel,
  refs: readonly PriceRef[],
  change: PriceChange,
): Promise<{ readonly count: number; readonly detail: SetDetail }> {
  const done: (readonly [sku: string, receipt: PriceReceipt])[] = []
  for (const ref of refs) {
    try {
      done.push([ref.sku, await shop.setPrice(ref, change)])
    } catch (error) {
      throw withDone(error, done)
    }
  }
  const strikes = done.flatMap(([sku, { before }]) =>
    before.compareAtCents === null ? [] : [[strikeKey(sku), before.compareAtCents] as const],
  )
  const changed = done.filter(([, { outcome }]) => outcome === 'changed').length
  return { count: done.length, detail: { channel: shop.kind, changed, ...Object.fromEntries(strikes) } }
}

const strikeKey = (sku: string) => `strike price of ${sku}`

/** Of several variants some may be changed when the next one fails: whoever reads the fault has to know. */
function withDone(error: unknown, done: readonly (readonly [sku: string, receipt: PriceReceipt])[]): unknown {
  if (!(error instanceof AppError) || done.length === 0) return error
  const skus = done.map(([sku]) => sku).join(', ')
  const said = faultText(error)
  const text = { de: `${said.de} Schon geändert: ${skus}.`, en: `${said.en} Changed already: ${skus}.` }
  return new AppError(error.code, text.en, { ...error.details, text }, { cause: error })
}

/** What became of an attempt that was cut off; 'unknown' with what stands there instead. */
export async function whatBecameOf(
  shop: ShopChannel,
  refs: readonly PriceRef[],
  { fromCents, toCents, currency, key }: PriceChange,
): Promise<
  { readonly status: 'done' } | { readonly status: 'not-done' } | { readonly status: 'unknown'; readonly message: Text }
> {
  const known = await Promise.all(refs.map((ref) => shop.wasSet(ref, key)))
  const open = refs.filter((_, i) => known[i] === null)
  const live: (number | null)[] = []
  for (const ref of open) live.push((await shop.readPrice(ref))?.priceCents ?? null)
  if (live.every((price) => price === toCents)) return { status: 'done' }
  const strange = live.find((price) => price !== toCents && price !== fromCents)
  if (strange === undefined) return { status: 'not-done' }
  const [{ sku } = { sku: '' }] = open
  return {
    status: 'unknown',
    message: priceChanged(sku, { priceCents: strange, compareAtCents: null, currency }, fromCents),
  }
}

/**
 * Sets prices back to `change.fromCents` with the strike prices that `setPrices` noted, as `setPrice` does: only where nobody
 * has changed them since.
 */
export async function takeBackPrices(
  shop: ShopChannel,
  refs: readonly PriceRef[],
  change: PriceChange & { readonly fromCents: number },
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { fromCents, toCents, currency, key } = change
  for (const ref of refs) {
    const strike = detail[strikeKey(ref.sku)]
    await shop.setPrice(ref, {
      fromCents: toCents,
      toCents: fromCents,
      currency,
      key: `${key}/undo`,
      ...(typeof strike === 'number' ? { compareAtCents: strike } : {}),
    })
  }
}
