/** The way to the collector: batches, one at a time, again after a failure, later where the collector asks for it. */
import { removeEvents, waiting } from './outbox.ts'
import { safely } from './safely.ts'
import { hasConsent } from './visitor.ts'

/**
 * Characters of one event and of one batch. Browsers let 64 KB outlive a page (keepalive, beacon), and a character takes
 * up to three bytes.
 */
export const MOST_CHARS = 20_000
const MOST_IN_BATCH = 20
const LINGER_MS = 2000
const HANG_MS = 15_000
const LONGEST_PAUSE_MS = 1_800_000

let address: string | URL = ''
let writeKey: string | undefined
let failures = 0
let sending: readonly string[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/** The collector is where the script came from. */
export function beginSender(script: string, key: string | undefined): void {
  address = new URL('/v1/batch', script)
  writeKey = key
}

/**
 * How long to wait after so many failures in a row: what the collector says in seconds, else a second at first and doubling;
 * at most half an hour. A moment also after none, so that a long queue does not come all at once.
 */
export function pauseMs(failureCount: number, retryAfter: string | null, random: number): number {
  return Math.min(Number(retryAfter) * 1000 || 500 * 2 ** failureCount * (1 + random), LONGEST_PAUSE_MS)
}

/**
 * Whether a batch need never be sent again: it was taken, or it would be refused each time.
 * A 'yes' that is no JSON comes from something in between, such as the sign-in page of a hotel's network.
 */
export function isFinal(status: number, contentType: string | null): boolean {
  return status < 300 ? /json/.test(contentType || '') : /^4(?!08|29)/.test(`${status}`)
}

/** Something waits: send it after the linger, or at once where a batch is full. */
export function sendSoon(): void {
  if (!timer) schedule(LINGER_MS)
  if (!failures && waiting.length >= MOST_IN_BATCH) sendNow()
}

/** Sends without waiting, even while a pause lasts: the device is online again. */
export function sendNow(): void {
  clearTimeout(timer)
  timer = undefined
  if (sending.length) return
  sending = firstBatch(waiting)
  if (sending.length) request(sending)
}

/** The page may go any moment: hand everything to the browser, which delivers it without us. */
export function sendBeforeLeaving(): void {
  const isTroubled = failures > 0 || !navigator.onLine
  // What is on the device is safe there; the next page sends it.
  if (isTroubled && hasConsent) return
  let rest = waiting.filter((event) => !sending.includes(event))
  while (rest.length) {
    const batch = firstBatch(rest)
    if (!navigator.sendBeacon(address, bodyOf(batch))) return
    // Nobody says whether a beacon came through: while the way is troubled, the events stay.
    if (!isTroubled) removeEvents(batch)
    rest = rest.slice(batch.length)
  }
}

/** The first events that go into one request. */
export function firstBatch(events: readonly string[]): readonly string[] {
  let batch = events.slice(0, MOST_IN_BATCH)
  while (batch.join().length > MOST_CHARS) batch = batch.slice(0, -1)
  return batch
}

function schedule(delayMs: number): void {
  clearTimeout(timer)
  timer = setTimeout(safely(sendNow), delayMs)
}

async function request(batch: readonly string[]): Promise<void> {
  const abort = new AbortController()
  const hang = setTimeout(() => abort.abort(), HANG_MS)
  let isDone = false
  let retryAfter: string | null = null
  try {
    // As text, so that browsers ask no permission first; without cookies of the collector's host.
    const init: RequestInit = {
      method: 'POST',
      body: bodyOf(batch),
      keepalive: true,
      credentials: 'omit',
      signal: abort.signal,
    }
    const { status, headers } = await fetch(address, init)
    isDone = isFinal(status, headers.get('content-type'))
    retryAfter = headers.get('retry-after')
  } catch {
    // Not reached, hung, or kept from us by CORS or CSP: to be tried again.
  }
  clearTimeout(hang)
  sending = []
  failures = isDone ? 0 : failures + 1
  if (isDone) removeEvents(batch)
  if (waiting.length) schedule(pauseMs(failures, retryAfter, Math.random()))
}

function bodyOf(batch: readonly string[]): string {
  return `{"batch":[${batch.join()}],${JSON.stringify({ writeKey, sentAt: new Date() }).slice(1)}`
}
