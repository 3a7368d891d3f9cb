/** A request's body as the calls in it, for each of the protocols. */
import { AppError } from '../../core/errors.ts'
import { parseJson, textOf, withoutForm } from './body.ts'
import type { Call, CallKind } from './call.ts'
import { mayHoldBadCharacters } from './clean.ts'
import { firstText, isObject } from './json.ts'
import { posthogKeyOf, readPosthog } from './posthog.ts'
import { readSegment } from './segment.ts'
import { MAX_DEPTH, MAX_EVENT_BYTES, shapeOf } from './shape.ts'
import { MAX_CALLS } from './take.ts'

/** What one request brought, not looked at closer yet. */
export interface Parcel {
  /** Write key in the body; empty: none. */
  readonly key: string
  readonly items: readonly unknown[]
  /** Whether the request is one call and no batch. */
  readonly isSingle: boolean
  readonly sentAt: unknown
  readonly suspicious: boolean
  readonly badCharacters: boolean
}

/** How a path is read. */
export interface Wire {
  /** Name of the protocol in the dead letters. */
  readonly way: 'v1' | 'posthog'
  open(bytes: Buffer): Parcel
  read(item: unknown, receivedAt: number): Call
}

/** Segment's protocol; `kind` is what the path says. */
export function segmentWire(kind: CallKind | 'batch'): Wire {
  const callKind = kind === 'batch' ? null : kind
  return {
    way: 'v1',
    open: (bytes) => openParcel(bytes, kind === 'batch' ? 'batch' : 'single'),
    read: (item) => readSegment(item, callKind),
  }
}

export const posthogWire: Wire = {
  way: 'posthog',
  open: (bytes) => openParcel(bytes, 'either'),
  read: readPosthog,
}

/**
 * @throws AppError 'usage.invalid' where it is no JSON, or no batch where one is expected
 */
function openParcel(bytes: Buffer, expects: 'single' | 'batch' | 'either'): Parcel {
  const text = textOf(bytes)
  const json = expects === 'either' ? withoutForm(text) : text
  const shape = shapeOf(json === text ? bytes : Buffer.from(json))
  const body = parseJson(json)
  const items = itemsOf(body, expects)
  if (items !== null && items.length > MAX_CALLS) {
    throw new AppError('usage.invalid', `A batch may have ${MAX_CALLS} events; this one has ${items.length}.`)
  }
  const isBatch = isObject(body) && items !== null
  const largest = isBatch ? shape.largestPart : json.length
  return {
    key: expects === 'either' ? posthogKeyOf(body) : isObject(body) ? firstText(body, ['writeKey']) : '',
    items: items ?? [body],
    isSingle: items === null,
    sentAt: isBatch ? (body.sentAt ?? body.sent_at) : undefined,
    // A text of fewer characters may be of more bytes: three for each at most.
    suspicious: shape.depth > MAX_DEPTH || largest * (isBatch ? 1 : 3) > MAX_EVENT_BYTES,
    badCharacters: mayHoldBadCharacters(json),
  }
}

/** The events of a batch; null where the body is one event. */
function itemsOf(body: unknown, expects: 'single' | 'batch' | 'either'): readonly unknown[] | null {
  if (expects === 'single') return null
  if (expects === 'either' && Array.isArray(body)) return body
  const batch = isObject(body) ? body.batch : undefined
  if (Array.isArray(batch)) return batch
  if (expects === 'either' && batch === undefined) return null
  throw new AppError('usage.invalid', "A batch must be a JSON object with a list 'batch'.")
}
