/** The ways in for shop systems: check the signature over the bytes as they came, then hand on what they say. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import { createSeal } from '../../stores/seal.ts'
import { relayOutbox } from '../write/outbox.ts'
import { Background } from './background.ts'
import { createDeliver, type Deliver, type DeliverDeps, type Delivery, type Outcome } from './deliver.ts'
import { child, field, type Json, parseObject, text } from './fields.ts'
import { Gate } from './gate.ts'
import { Refusals } from './refusals.ts'
import { readShopify } from './shopify.ts'
import { readShopware } from './shopware.ts'
import { authenticate, confirm, register, remove, type Signed } from './shopware-app.ts'
import { isSignedBy } from './signature.ts'
import { readWooCommerce } from './woocommerce.ts'

export interface WebhookDeps extends DeliverDeps {
  /** Secrets and names from the settings; null: this shop system is not set up. */
  readonly shopifySecret: string | null
  readonly woocommerceSecret: string | null
  readonly shopwareAppName: string | null
  readonly shopwareAppSecret: string | null
  /** 64 hex digits; null: a key of its own in the data folder. */
  readonly sealKey: string | null
  readonly dataDir: string
  readonly publicUrl: string | null
}

/** The largest order a shop system sends is far below. */
const BODY_LIMIT = 5_242_880
const AT_ONCE = 4
const AT_MOST_WAITING = 500
const RETRY_SECONDS = '5'
const RELAY_ATTEMPTS = 10
const RELAY_PAUSE_MS = 500

interface Service {
  readonly deps: WebhookDeps
  /** A few at a time; the rest waits or is turned away. */
  guard<T>(work: () => Promise<T>): Promise<T>
  readonly deliver: Deliver
  readonly refusals: Refusals
}

/** Routes that answer shop systems under whatever name they reach us; for `open` of the server, where they live apart. */
export function webhookRoutes(deps: WebhookDeps): (server: FastifyInstance) => void {
  return (server) => {
    const relay = new Background(() => relayAll(deps), deps.log)
    const refusals = new Refusals(deps)
    const gate = new Gate(AT_ONCE, AT_MOST_WAITING)
    const deliver = createDeliver(deps, () => relay.ask())
    const service: Service = { deps, refusals, guard: (work) => gate.pass(work), deliver }
    server.addHook('onClose', async () => {
      await refusals.flush()
      await relay.idle()
    })
    // Signatures are over bytes: nothing may read the body before they are checked.
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    )
    const post = (path: string, take: (service: Service, request: FastifyRequest) => Promise<unknown>) =>
      server.post(path, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
        try {
          return await take(service, request)
        } catch (error) {
          if (error instanceof AppError && error.code === 'work.overloaded') reply.header('retry-after', RETRY_SECONDS)
          throw error
        }
      })
    const shopware = createShopware(deps)
    post('/webhooks/shopify', takeShopify)
    post('/webhooks/woocommerce', takeWooCommerce)
    post('/webhooks/shopware', (_, request) => takeShopware(service, shopware(), request))
    post('/webhooks/shopware/confirm', (_, request) => confirmShopware(service, shopware(), request))
    server.get('/webhooks/shopware/register', (request, reply) =>
      registerShopware(service, shopware(), { request, reply }),
    )
  }
}

/** Another relay may be at work, or a lock held for a moment: what is left is looked after until it has gone. */
async function relayAll(deps: WebhookDeps): Promise<void> {
  for (let attempt = 0; attempt < RELAY_ATTEMPTS; attempt++) {
    await relayOutbox(deps)
    const { rows } = await deps.state.pool.query<{ left: boolean }>('SELECT EXISTS (SELECT FROM outbox) AS left')
    if (rows[0]?.left !== true) return
    await new Promise((resolve) => setTimeout(resolve, RELAY_PAUSE_MS))
  }
}

function bodyOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
}

function header(request: FastifyRequest, name: string): string {
  return text(request.headers, name, 300)
}

function notSetUp(system: string, setting: string): AppError {
  return new AppError('input.not-found', `${system} webhooks are not set up here: set ${setting}.`)
}

async function refuse(service: Service, way: string, reason: string): Promise<never> {
  await service.refusals.note(way, reason)
  throw new AppError('access.unknown', reason)
}

/** @throws AppError 'usage.invalid' where it is no JSON object; what was signed well is kept all the same */
async function parseSigned(service: Service, way: Delivery['way'], topic: string, body: Buffer): Promise<Json> {
  const payload = parseObject(body)
  if (payload !== null) return payload
  const reason = 'The body is no JSON object in UTF-8.'
  await service.deps.writer.bury([{ source: way, way, reason: `${topic}: ${reason}`, body: body.toString('utf8') }])
  throw new AppError('usage.invalid', reason)
}

async function takeShopify(service: Service, request: FastifyRequest): Promise<Outcome> {
  const secret = service.deps.shopifySecret
  if (secret === null) throw notSetUp('Shopify', 'DIRIGENT_SHOPIFY_SECRET')
  const body = bodyOf(request)
  if (!isSignedBy(body, request.headers['x-shopify-hmac-sha256'], secret, 'base64'))
    return refuse(service, 'shopify', 'X-Shopify-Hmac-Sha256 does not fit.')
  const topic = header(request, 'x-shopify-topic')
  const payload = await parseSigned(service, 'shopify', topic, body)
  const [webhookId, eventId] = [header(request, 'x-shopify-webhook-id'), header(request, 'x-shopify-event-id')]
  const digest = sha256(body.toString('base64'))
  const sentAt = Date.parse(header(request, 'x-shopify-triggered-at')) || 0
  const test = header(request, 'x-shopify-test') === 'true'
  return deliverGuarded(service, {
    way: 'shopify',
    source: 'shopify',
    // One thing a merchant does may make events of the same id for many objects; only the same content is the same event.
    keys: [
      webhookId === '' ? `body:${topic}:${digest}` : `webhook:${webhookId}`,
      ...(eventId === '' ? [] : [`event:${topic}:${eventId}:${digest}`]),
    ],
    topic,
    payload,
    read: (context) =>
      test && !/redact|data_request/.test(topic) ? 'a test delivery' : readShopify(topic, payload, sentAt, context),
  })
}

async function takeWooCommerce(service: Service, request: FastifyRequest): Promise<Outcome | { status: 'ready' }> {
  const secret = service.deps.woocommerceSecret
  if (secret === null) throw notSetUp('WooCommerce', 'DIRIGENT_WOOCOMMERCE_SECRET')
  const body = bodyOf(request)
  const signature = request.headers['x-wc-webhook-signature']
  // Saving a webhook asks whether anybody is there, with its number and without a signature.
  if (signature === undefined && /^webhook_id=\d{1,20}$/.test(body.toString('latin1'))) return { status: 'ready' }
  if (!isSignedBy(body, signature, secret, 'base64'))
    return refuse(service, 'woocommerce', 'X-WC-Webhook-Signature does not fit.')
  const topic = header(request, 'x-wc-webhook-topic')
  const payload = await parseSigned(service, 'woocommerce', topic, body)
  const deliveryId = header(request, 'x-wc-webhook-delivery-id')
  return deliverGuarded(service, {
    way: 'woocommerce',
    source: 'woocommerce',
    // WooCommerce makes the id of the webhook and the second: two orders of one second have the same.
    keys: [`${deliveryId}:${topic}:${sha256(body.toString('base64'))}`],
    topic,
    payload,
    read: (context) => readWooCommerce(topic, payload, context),
  })
}

type Shopware = Parameters<typeof authenticate>[0]

/** What Shopware's ways in work with; says which setting is missing where one is. */
function createShopware(deps: WebhookDeps): () => Shopware {
  const seal = createSeal(deps.sealKey, deps.dataDir)
  return () => {
    const { shopwareAppName: name, shopwareAppSecret: secret } = deps
    if (name === null) throw notSetUp('Shopware', 'DIRIGENT_SHOPWARE_APP_NAME')
    if (secret === null) throw notSetUp('Shopware', 'DIRIGENT_SHOPWARE_APP_SECRET')
    return { state: deps.state, clock: deps.clock, seal, app: { name, secret } }
  }
}

async function registerShopware(
  service: Service,
  shopware: Shopware,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<unknown> {
  const base = service.deps.publicUrl ?? `${request.protocol}://${request.host}`
  const registration = {
    query: (request.raw.url ?? '').split('?').slice(1).join('?'),
    appSignature: request.headers['shopware-app-signature'],
    shopSignature: request.headers['shopware-shop-signature'],
    confirmationUrl: `${base.replace(/\/+$/, '')}/webhooks/shopware/confirm`,
  }
  try {
    return await orRefuse(service, () => register(shopware, registration))
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error
    const { code, status, message } = error
    // Shopware shows its administrators what stands under 'error'.
    const problem = { type: 'about:blank', title: code, status, detail: message, code, error: message }
    return reply.status(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
  }
}

async function confirmShopware(service: Service, shopware: Shopware, request: FastifyRequest): Promise<unknown> {
  const signed = signedOf(request)
  await orRefuse(service, () => confirm(shopware, signed))
  return { status: 'confirmed' }
}

async function takeShopware(service: Service, shopware: Shopware, request: FastifyRequest): Promise<Outcome> {
  const signed = signedOf(request)
  const shop = await orRefuse(service, () => authenticate(shopware, signed))
  const event = text(child(signed.payload, 'data'), 'event', 200)
  if (event === 'app.deleted' || event === 'app_deleted') {
    await remove(shopware, shop)
    return { status: 'stored' }
  }
  if (shop.removedAt !== null) return refuse(service, 'shopware', 'The app was removed from this shop.')
  const sentAt = Number(text(signed.payload, 'timestamp', 20)) * 1000
  const eventId = text(child(signed.payload, 'source'), 'eventId', 200)
  return deliverGuarded(service, {
    way: 'shopware',
    source: shop.source,
    keys: [eventId === '' ? `body:${sha256(signed.body.toString('base64'))}` : `event:${event}:${eventId}`],
    topic: event,
    payload: signed.payload,
    read: (context) => {
      // A time to come would hold off every later state.
      const at = sentAt > 0 && sentAt <= context.receivedAt ? sentAt : context.receivedAt
      return readShopware(event, field(child(signed.payload, 'data'), 'payload'), at, context)
    },
  })
}

function deliverGuarded(service: Service, delivery: Delivery): Promise<Outcome> {
  return service.guard(() => service.deliver(delivery))
}

/** Which shop it is stands in the body, so it is read before the signature is checked; nothing else is done with it. */
function signedOf(request: FastifyRequest): Signed {
  const body = bodyOf(request)
  const payload = parseObject(body)
  if (payload === null) throw new AppError('usage.invalid', 'The body is no JSON object in UTF-8.')
  const { headers } = request
  const signature = headers['shopware-shop-signature']
  return { body, payload, signature, previousSignature: headers['shopware-shop-signature-previous'] }
}

async function orRefuse<T>(service: Service, work: () => Promise<T>): Promise<T> {
  try {
    return await service.guard(work)
  } catch (error) {
    if (error instanceof AppError && error.code === 'access.unknown')
      await service.refusals.note('shopware', error.message)
    throw error
  }
}
