/** A call made into a row of the log, and what it says about a person into a profile. Pure. */
import { idOf, sha256 } from '../../core/ids.ts'
import { FACT_SUFFIX, type LogEvent } from '../../stores/events/log.ts'
import { customerKeyOf } from '../write/to-events.ts'
import { cutIp, hostOf, pathOf, queryOf } from './address.ts'
import type { Call } from './call.ts'
import { cleanProperties, cleanText, cleanTraits } from './clean.ts'
import { clientOf, MAX_USER_AGENT } from './client.ts'
import { consentOf } from './consent.ts'
import { countryOf } from './country.ts'
import { translate } from './ga4.ts'
import { cut, firstText, isObject, type JsonObject, objectAt, Refused, textAt } from './json.ts'
import { valueCentsOf } from './money.ts'
import { timeOf } from './timing.ts'

/** What a request says about all of its calls. */
export interface Origin {
  readonly source: string
  readonly receivedAt: number
  /** Of the whole batch; a call's own goes before. */
  readonly sentAt: unknown
  /** Address of the visitor's machine; empty where a server sends. */
  readonly address: string
  /** Of the visitor's browser; empty where a server sends. */
  readonly userAgent: string
  /** By the proxy in front; empty where there is none that is trusted. */
  readonly country: string
  /** Secret of the day, from which ids of visitors without consent are made. */
  readonly salt: string
}

/** What somebody said about themselves. */
export interface Profile {
  readonly customerKey: string
  readonly traits: JsonObject
  /** UTC milliseconds since 1970. */
  readonly saidAt: number
}

export interface Normalised {
  readonly event: LogEvent
  readonly profile: Profile | null
}

const MAX_NAME = 200
const MAX_SHORT = 200

/** Types of calls that are not named by the shop. */
const TYPES = {
  page: 'Page Viewed',
  screen: 'Screen Viewed',
  identify: 'Identified',
  group: 'Grouped',
  alias: 'Aliased',
} as const

/**
 * The row of the log for a call, and its profile where it is an identify call of somebody who did not refuse.
 * @throws Refused with the reason its sender is told
 */
export function normalise(call: Call, origin: Origin, index: number): Normalised {
  const { context } = call
  const { source } = origin
  const said = saidBy(call)
  refuseFact(said.type)
  const consent = consentOf(context)
  const denied = consent === 'denied'
  const time = timeOf(call.timestamp, call.sentAt ?? origin.sentAt, origin.receivedAt)
  const userAgent = cut(textAt(context, 'userAgent') || origin.userAgent, MAX_USER_AGENT)
  const address = textAt(context, 'ip') || origin.address
  const who = denied ? stranger(call, origin, address, userAgent) : visitor(call, source)
  const client = clientOf(userAgent)
  const kept = cleanProperties(said.properties, denied)
  const orderId = cut(firstText(said.properties, ORDER_IDS), MAX_SHORT)
  const page = pageOf(context, said.properties)
  const event: LogEvent = {
    event_id: idOf('event', source, call.messageId === '' ? contentId(call, origin, index) : call.messageId),
    type: said.type,
    time,
    version: 0,
    source,
    anonymous_id: who.anonymousId,
    customer_id: who.customerKey,
    order_id: orderId === '' ? '' : `${source}/${denied ? pseudonym(origin, orderId) : cleanText(orderId)}`,
    sku: skuOf(said.properties),
    device: cut(textAt(objectAt(context, 'device'), 'type').toLowerCase(), 20) || client.device,
    browser: client.browser,
    country: countryOf(context, origin.country),
    channel: '',
    path: page.path,
    value_cents: valueCentsOf(said.type, said.properties),
    currency: currencyOf(said.properties),
    properties: JSON.stringify(kept),
    agent: client.agent,
    user_agent: denied ? '' : userAgent,
    os: client.os,
    ip: denied ? '' : cutIp(address),
    consent,
    referrer: page.referrer,
    utm_source: page.utmSource,
    utm_medium: page.utmMedium,
    utm_campaign: page.utmCampaign,
  }
  return { event, profile: profileOf(call, event) }
}

function saidBy(call: Call): { type: string; properties: JsonObject } {
  if (call.kind === 'track') return translate(call.name, call.properties)
  const type = TYPES[call.kind]
  if (call.kind === 'identify' || call.kind === 'alias') return { type, properties: {} }
  if (call.kind === 'group') return { type, properties: { groupId: call.groupId } }
  const hasName = call.name !== '' && call.properties.name === undefined
  return { type, properties: hasName ? { ...call.properties, name: call.name } : call.properties }
}

function refuseFact(type: string): void {
  if (type.length > MAX_NAME) throw new Refused(`event is longer than ${MAX_NAME} characters`)
  if (type.endsWith(FACT_SUFFIX))
    throw new Refused(`events that end in '${FACT_SUFFIX.trim()}' are the shop's own facts`)
}

interface Who {
  readonly anonymousId: string
  readonly customerKey: string
}

function visitor(call: Call, source: string): Who {
  const anonymousId = call.kind === 'alias' ? call.previousId : call.anonymousId
  if (call.userId === '' && anonymousId === '') throw new Refused('userId or anonymousId must be given')
  return {
    // Shops that use mail addresses as ids would put them into the log.
    anonymousId: anonymousId.includes('@') ? `mail-${sha256(anonymousId.toLowerCase()).slice(0, 20)}` : anonymousId,
    customerKey: customerKeyOf(source, call.userId),
  }
}

/**
 * Somebody who refused: the same until the day's secret is forgotten, and nobody afterwards. The whole address goes into the
 * digest and nowhere else: behind one /24 of a mobile network are hundreds of people with the same telephone.
 */
function stranger(call: Call, origin: Origin, address: string, userAgent: string): Who {
  const seen = address === '' ? `id ${call.anonymousId || call.userId}` : `${address} ${userAgent}`
  return { anonymousId: `day-${pseudonym(origin, seen)}`, customerKey: '' }
}

function pseudonym({ source, salt }: Origin, text: string): string {
  return idOf('denied', salt, source, text).replaceAll('-', '')
}

/**
 * The id of a call that has none: the same content is the same call. Where it does not say when it was, it is another one
 * each time it comes.
 */
function contentId({ raw, timestamp, sentAt }: Call, origin: Origin, index: number): string {
  const when = timestamp ?? sentAt ?? origin.sentAt
  const content = JSON.stringify({ ...raw, sentAt: undefined, sent_at: undefined })
  return when === undefined
    ? idOf('content', content, origin.receivedAt, index)
    : idOf('content', content, String(when))
}

const ORDER_IDS = ['order_id', 'orderId'] as const
const SKUS = ['sku', 'product_id', 'productId'] as const
const SKUS_OF_ITEM = ['sku', 'product_id', 'productId', 'item_id'] as const

function skuOf(properties: JsonObject): string {
  const own = firstText(properties, SKUS)
  const { products } = properties
  const only: unknown = Array.isArray(products) && products.length === 1 ? products[0] : null
  const sku = own === '' && isObject(only) ? firstText(only, SKUS_OF_ITEM) : own
  return cleanText(cut(sku, MAX_SHORT))
}

function currencyOf({ currency }: JsonObject): string {
  return typeof currency === 'string' && /^[A-Za-z]{3}$/.test(currency) ? currency.toUpperCase() : ''
}

interface Page {
  readonly path: string
  readonly referrer: string
  readonly utmSource: string
  readonly utmMedium: string
  readonly utmCampaign: string
}

function pageOf(context: JsonObject, properties: JsonObject): Page {
  const page = objectAt(context, 'page')
  const url = textAt(page, 'url') || textAt(properties, 'url')
  const path = textAt(properties, 'path') || textAt(page, 'path') || url
  const referrer = hostOf(textAt(page, 'referrer') || textAt(properties, 'referrer'))
  const campaign = objectAt(context, 'campaign')
  const told = {
    utmSource: shortText(campaign, 'source'),
    utmMedium: shortText(campaign, 'medium'),
    utmCampaign: shortText(campaign, 'name'),
  }
  return {
    path: pathOf(path),
    // From one page of the shop to the next nobody was led here.
    referrer: referrer === hostOf(url) ? '' : referrer,
    ...(told.utmSource === '' && told.utmMedium === ''
      ? campaignOf(queryOf(url) || textAt(page, 'search').slice(1))
      : told),
  }
}

const NO_CAMPAIGN = { utmSource: '', utmMedium: '', utmCampaign: '' } as const

/** The campaign by the page's address; the marks that advertisements of Google and Microsoft leave are one as well. */
function campaignOf(query: string): typeof NO_CAMPAIGN | Omit<Page, 'path' | 'referrer'> {
  if (!/utm_|gclid=|gbraid=|wbraid=|msclkid=/.test(query)) return NO_CAMPAIGN
  const parameters = new URLSearchParams(cut(query, 4_000))
  const read = (name: string) => cleanText(cut(parameters.get(name) ?? '', MAX_SHORT))
  const utmCampaign = read('utm_campaign')
  if (parameters.has('utm_source') || parameters.has('utm_medium')) {
    return { utmSource: read('utm_source'), utmMedium: read('utm_medium'), utmCampaign }
  }
  if (parameters.has('msclkid')) return { utmSource: 'bing', utmMedium: 'cpc', utmCampaign }
  const byGoogle = parameters.has('gclid') || parameters.has('gbraid') || parameters.has('wbraid')
  return byGoogle ? { utmSource: 'google', utmMedium: 'cpc', utmCampaign } : { ...NO_CAMPAIGN, utmCampaign }
}

function shortText(parent: JsonObject, key: string): string {
  const text = textAt(parent, key)
  return text === '' ? '' : cleanText(cut(text, MAX_SHORT))
}

function profileOf(call: Call, { customer_id: customerKey, time }: LogEvent): Profile | null {
  if (call.kind !== 'identify' || customerKey === '') return null
  return { customerKey, traits: cleanTraits(call.traits), saidAt: time }
}
