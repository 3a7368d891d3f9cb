/** What may be kept of what was sent: no personal data, no keys that change objects, no numbers that are none. */
import { cut, isObject, type JsonObject, Refused } from './json.ts'
import { MAX_DEPTH } from './shape.ts'

const MAX_KEY = 200
const MAX_TEXT = 4_096

/** Keys that change what an object is. */
const HARMFUL: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Keys that hold personal data, in small letters and without separators. */
const PERSONAL: ReadonlySet<string> = new Set(
  `email emailaddress mail mailaddress emailhash hashedemail useremail customeremail contactemail billingemail em
   phone phonenumber telephone tel mobile mobilephone mobilenumber cellphone fax whatsapp customerphone userphone
   firstname lastname fullname surname forename givenname familyname middlename username displayname nickname customername
   billingname shippingname recipientname contactname vorname nachname anrede salutation
   address addressline1 addressline2 address1 address2 street streetname streetaddress housenumber strasse hausnummer
   billingaddress shippingaddress deliveryaddress invoiceaddress homeaddress postaladdress adresse
   birthday birthdate dateofbirth dob geburtsdatum age gender ssn socialsecuritynumber passport passportnumber taxid vatid
   iban bic accountnumber creditcard creditcardnumber cardnumber ccnumber cvc cvv cardholder
   password passwd pwd secret token accesstoken refreshtoken authtoken apikey sessiontoken authorization cookie
   ip ipaddress remoteaddr clientip latitude longitude lat lng lon geolocation avatar`.split(/\s+/),
)

/** Keys that hold a person where they hold more than an amount ('shipping' is also the price of it). */
const PERSONS: ReadonlySet<string> = new Set(
  'customer user person people contact recipient billing shipping traits userdata customerdata userproperties set setonce'.split(
    ' ',
  ),
)

/** Keys that tell who somebody is without saying it; left out where there is no consent. */
const IDENTITIES: ReadonlySet<string> = new Set(
  `userid customerid anonymousid visitorid accountid memberid clientid deviceid sessionid cartid checkoutid orderid
   transactionid ordernumber orderno invoiceid previousid groupid advertisingid idfa gclid gbraid wbraid fbclid msclkid
   dclid ttclid fbp fbc distinctid insertid`.split(/\s+/),
)

type KeyKind = 'plain' | 'drop' | 'person' | 'identity'

/** Keys repeat from event to event; the memory of them is bounded. */
const kinds = new Map<string, KeyKind>()
const MAX_KINDS = 4_000

function kindOf(key: string): KeyKind {
  const known = kinds.get(key)
  if (known !== undefined) return known
  if (key.length > MAX_KEY) throw new Refused(`a key of the properties is longer than ${MAX_KEY} characters`)
  if (kinds.size >= MAX_KINDS) kinds.clear()
  const plain = key.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  let kind: KeyKind = 'plain'
  if (HARMFUL.has(key) || PERSONAL.has(plain)) kind = 'drop'
  else if (PERSONS.has(plain)) kind = 'person'
  else if (IDENTITIES.has(plain)) kind = 'identity'
  kinds.set(key, kind)
  return kind
}

const MAIL = /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g

/** A text without mail addresses, an address of the web without its query; cut where it is too long. */
export function cleanText(text: string): string {
  let clean = cut(text, MAX_TEXT)
  // 'http', and no query string: that is where shops put names, addresses and keys.
  if (clean.charCodeAt(0) === 104 && /^https?:\/\//.test(clean)) clean = withoutQuery(clean)
  if (clean.includes('@')) clean = clean.replaceAll(MAIL, '[mail]')
  else if (clean.includes('%40')) clean = clean.replaceAll('%40', '@').replaceAll(MAIL, '[mail]')
  return clean
}

export function withoutQuery(address: string): string {
  const query = address.indexOf('?')
  const short = query === -1 ? address : address.slice(0, query)
  const fragment = short.indexOf('#')
  return fragment === -1 ? short : short.slice(0, fragment)
}

/**
 * The properties of an event as the log may have them: without personal data, at any depth. What is fine is not copied.
 * @param anonymous  true: also without whatever tells who it was
 * @throws Refused where a number is infinite, or something is longer or deeper than is allowed
 */
export function cleanProperties(properties: JsonObject, anonymous: boolean): JsonObject {
  return cleanObject(properties, anonymous, 1)
}

function cleanObject(object: JsonObject, anonymous: boolean, depth: number): JsonObject {
  if (depth >= MAX_DEPTH) throw new Refused(`nested deeper than ${MAX_DEPTH} levels`)
  let copy: Record<string, unknown> | null = null
  for (const key of Object.keys(object)) {
    const value = object[key]
    const drops = isLeftOut(kindOf(key), key, value, anonymous)
    const clean = drops ? undefined : cleanValue(value, anonymous, depth)
    if (clean === value && !drops) continue
    copy ??= { ...object }
    if (drops) delete copy[key]
    else copy[key] = clean
  }
  return copy ?? object
}

function isLeftOut(kind: KeyKind, key: string, value: unknown, anonymous: boolean): boolean {
  if (kind === 'plain') return key === 'search' && typeof value === 'string' && value.startsWith('?')
  if (kind === 'identity') return anonymous
  return kind === 'drop' || !isAmount(value)
}

function isAmount(value: unknown): boolean {
  return (
    typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && /^[\d.,]+$/.test(value))
  )
}

function cleanValue(value: unknown, anonymous: boolean, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number') return finite(value)
  if (typeof value !== 'object' || value === null) return value
  if (isObject(value)) return cleanObject(value, anonymous, depth + 1)
  return Array.isArray(value) ? cleanList(value, anonymous, depth + 1) : value
}

function cleanList(list: readonly unknown[], anonymous: boolean, depth: number): readonly unknown[] {
  if (depth >= MAX_DEPTH) throw new Refused(`nested deeper than ${MAX_DEPTH} levels`)
  let copy: unknown[] | null = null
  for (const [index, value] of list.entries()) {
    const clean = cleanValue(value, anonymous, depth)
    if (clean === value) continue
    copy ??= [...list]
    copy[index] = clean
  }
  return copy ?? list
}

/** What a person said about themselves, as the state store may have it: personal, but sound. */
export function cleanTraits(traits: JsonObject, depth = 1): JsonObject {
  if (depth >= MAX_DEPTH) throw new Refused(`nested deeper than ${MAX_DEPTH} levels`)
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(traits)) {
    if (key.length > MAX_KEY) throw new Refused(`a key of the traits is longer than ${MAX_KEY} characters`)
    if (!HARMFUL.has(key)) copy[key] = cleanTrait(value, depth)
  }
  return copy
}

function cleanTrait(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cut(value, MAX_TEXT)
  if (typeof value === 'number') return finite(value)
  if (Array.isArray(value)) {
    if (depth + 1 >= MAX_DEPTH) throw new Refused(`nested deeper than ${MAX_DEPTH} levels`)
    return value.map((item) => cleanTrait(item, depth + 1))
  }
  return isObject(value) ? cleanTraits(value, depth + 1) : value
}

/** JSON has no infinity, but a number like 1e999 is read as one. */
function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Refused('a number is too large to be one')
  return value
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Whether a JSON text may hold characters that the stores refuse: halves of pairs, and NUL. Only escapes can bring them. */
export function mayHoldBadCharacters(json: string): boolean {
  return json.includes('\\u') && /\\u(?:[dD][89a-fA-F]|0000)/.test(json)
}

/** The value with halves of character pairs and NUL replaced, in keys as well. Not for values deeper than `MAX_DEPTH`. */
export function replaceBadCharacters(value: unknown): unknown {
  if (typeof value === 'string') return replaceIn(value)
  if (Array.isArray(value)) return value.map(replaceBadCharacters)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [replaceIn(key), replaceBadCharacters(part)]))
}

function replaceIn(text: string): string {
  return text.replaceAll(LONE, '\ufffd').replaceAll('\0', '\ufffd')
}
