/**
 * The Shopware app's handshake: a shop that knows the app's secret registers, gets a secret of its own, and confirms with it.
 * A shop that is known must sign with its present secret as well, else whoever learns the app's secret could take its place.
 * Source: Shopware's developer documentation, 'App Registration & Backend Setup', 'App Secret Rotation & Recovery'.
 */
import { randomBytes } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { Clock } from '../../core/time.ts'
import type { Seal } from '../../stores/seal.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { type Json, requiredKey, text } from './fields.ts'
import {
  confirmPending,
  findShop,
  isSourceTaken,
  keepPending,
  removeShop,
  type ShopwareShop,
} from './shopware-shops.ts'
import { isSignedBy, sign } from './signature.ts'

/** How long the secret before the last rotation is taken, for requests that were under way. */
const GRACE_MS = 60_000
/** A registration that is older was recorded by somebody and is played again. */
const FRESH_MS = 15 * 60_000

interface ShopwareApp {
  readonly name: string
  readonly secret: string
}

interface Deps {
  readonly state: StateStore
  readonly clock: Clock
  readonly seal: Seal
  readonly app: ShopwareApp
}

export interface Registration {
  /** What follows the question mark, as it came. */
  readonly query: string
  readonly appSignature: unknown
  readonly shopSignature: unknown
  readonly confirmationUrl: string
}

const secretOf = (shopId: string) => `shopware secret of ${shopId}`
const apiKeyOf = (shopId: string) => `shopware API key of ${shopId}`

/**
 * Answers a registration with the proof that we know the app's secret, and a fresh secret for the shop.
 * @throws AppError 'access.unknown' where a signature is missing or wrong, 'usage.invalid' where a parameter is
 */
export async function register(
  { state, clock, seal, app }: Deps,
  { query, appSignature, shopSignature, confirmationUrl }: Registration,
): Promise<{ proof: string; secret: string; confirmation_url: string }> {
  if (!isSignedBy(query, appSignature, app.secret, 'hex')) throw unknown('shopware-app-signature does not fit.')
  const given = Object.fromEntries(new URLSearchParams(query))
  const { shopId, url } = { shopId: requiredParameter(given, 'shop-id'), url: requiredParameter(given, 'shop-url') }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new AppError('usage.invalid', "'shop-url' is no web address.")
  const now = clock.now()
  if (!(Math.abs(now - Number(given.timestamp) * 1000) <= FRESH_MS))
    throw new AppError('usage.invalid', "'timestamp' is more than 15 minutes off. Check the clocks of both servers.")
  const secret = randomBytes(48).toString('hex')
  await state.transaction(async (client) => {
    const known = await findShop(client, shopId, true)
    if (known !== null && known.secret !== null && known.removedAt === null) {
      const present = seal.open(known.secret, secretOf(shopId))
      if (!isSignedBy(query, shopSignature, present, 'hex'))
        throw unknown('This shop is registered; shopware-shop-signature must be made with its present secret.')
    }
    const source = await sourceFor(client, shopId)
    await keepPending(client, { shopId, source, url, secret: seal.seal(secret, secretOf(shopId)) })
  })
  return { proof: sign(`${shopId}${url}${app.name}`, app.secret, 'hex'), secret, confirmation_url: confirmationUrl }
}

function requiredParameter(given: Json, name: string): string {
  const value = text(given, name, 300)
  if (value === '' || value.length > 200) throw new AppError('usage.invalid', `'${name}' is missing or too long.`)
  return value
}

/** One shop is 'shopware', as its imports are; each further one has a name of its own, so that order numbers never meet. */
async function sourceFor(client: Parameters<typeof findShop>[0], shopId: string): Promise<string> {
  const taken = await isSourceTaken(client, 'shopware', shopId)
  return taken ? `shopware-${sha256(shopId).slice(0, 8)}` : 'shopware'
}

export interface Signed {
  readonly body: Buffer
  readonly payload: Json
  readonly signature: unknown
  /** Made with the secret before this registration. */
  readonly previousSignature?: unknown
}

/**
 * Takes the shop's confirmation: from now on its new secret holds.
 * @throws AppError 'access.unknown' where a signature is missing or wrong, 'input.invalid' where a field is missing
 */
export async function confirm({ state, clock, seal }: Deps, signed: Signed): Promise<void> {
  const { body, payload, signature, previousSignature } = signed
  const shopId = requiredKey(payload, 'shopId')
  const now = clock.now()
  await state.transaction(async (client) => {
    const shop = await findShop(client, shopId, true)
    if (shop === null) throw unknown('This shop has not registered.')
    const open = (sealed: string) => seal.open(sealed, secretOf(shopId))
    if (shop.pendingSecret === null) {
      // Said again because our answer got lost.
      if (shop.secret !== null && isSignedBy(body, signature, open(shop.secret), 'hex')) return
      throw unknown('There is no registration to confirm.')
    }
    if (!isSignedBy(body, signature, open(shop.pendingSecret), 'hex'))
      throw unknown('shopware-shop-signature does not fit.')
    const inUse = shop.secret !== null && shop.removedAt === null
    if (inUse && !isSignedBy(body, previousSignature, open(shop.secret ?? ''), 'hex'))
      throw unknown('shopware-shop-signature-previous does not fit.')
    await confirmPending(client, {
      shopId,
      apiKey: seal.seal(requiredKey(payload, 'apiKey'), apiKeyOf(shopId)),
      apiSecret: seal.seal(requiredKey(payload, 'secretKey'), apiKeyOf(shopId)),
      keepPrevious: inUse,
      now,
    })
    const action = inUse ? 'webhook.shop-renewed' : 'webhook.shop-registered'
    await appendAudit(client, { at: now, actor: 'webhook:shopware', action, subject: shop.source, details: {} })
  })
}

/**
 * The shop a delivery comes from.
 * @throws AppError 'access.unknown' where it is not registered or the signature does not fit
 */
export async function authenticate({ state, clock, seal }: Deps, signed: Signed): Promise<ShopwareShop> {
  const { body, payload, signature } = signed
  const source = payload.source
  const shopId = typeof source === 'object' && source !== null && 'shopId' in source ? source.shopId : null
  const shop = typeof shopId === 'string' ? await findShop(state.pool, requiredKey({ shopId }, 'shopId'), false) : null
  if (shop === null || shop.secret === null) throw unknown('This shop is not registered.')
  const inGrace = shop.rotatedAt !== null && clock.now() - shop.rotatedAt <= GRACE_MS
  const sealed = [shop.secret, ...(inGrace && shop.previousSecret !== null ? [shop.previousSecret] : [])]
  const fits = sealed.some((each) => isSignedBy(body, signature, seal.open(each, secretOf(shop.shopId)), 'hex'))
  if (!fits) throw unknown('shopware-shop-signature does not fit.')
  return shop
}

/** The app was taken out of the shop. Said again, it changes nothing. */
export async function remove({ state, clock }: Deps, shop: ShopwareShop): Promise<void> {
  if (shop.removedAt !== null) return
  const now = clock.now()
  await state.transaction(async (client) => {
    await removeShop(client, shop.shopId, now)
    const action = 'webhook.shop-removed'
    await appendAudit(client, { at: now, actor: 'webhook:shopware', action, subject: shop.source, details: {} })
  })
}

function unknown(reason: string): AppError {
  return new AppError('access.unknown', reason)
}
