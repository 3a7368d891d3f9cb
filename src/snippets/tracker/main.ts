/** dirigent.js: tells the workbench what visitors of a shop do, as far as they allow it. See docs/guide/tracker.md. */
import { noteClick, noteScroll, resetAttention, resumeAttention, takeAttention } from './attention.ts'
import { composeEvent, type Said } from './event.ts'
import { forgetMarkup, readClick, readSubmit, scanMarkup, watchMarkup } from './markup.ts'
import { addEvent, openOutbox } from './outbox.ts'
import { arrive, onNavigation } from './page.ts'
import { listen, safely } from './safely.ts'
import { beginSender, MOST_CHARS, sendBeforeLeaving, sendNow, sendSoon } from './sender.ts'
import { beginVisitor, hasConsent, ID, renewVisitor, setConsent } from './visitor.ts'

declare global {
  interface Window {
    /** Before: an array of noted calls. After: the methods. Anything, as it is the shop's page. */
    dirigent?: unknown
  }
}

/** Shops of one page change their content shortly after the address. */
const SETTLE_MS = 100

/** Who the shop says is there; held back until there is consent. */
let userId: unknown
let userTraits: unknown
let pendingView: ReturnType<typeof setTimeout> | undefined

function say(said: Said): void {
  const text = composeEvent(said, userId)
  // One that is too large would take the others of its batch with it.
  if (text.length > MOST_CHARS) return
  addEvent(text)
  sendSoon()
}

function viewSoon(): void {
  clearTimeout(pendingView)
  resetAttention()
  pendingView = setTimeout(safely(view), SETTLE_MS)
}

function view(name?: unknown, properties?: unknown): void {
  clearTimeout(pendingView)
  pendingView = undefined
  say({ type: 'page', name, properties })
  scanMarkup(track)
}

/** Nothing is told of a page before it was viewed. */
function settleView(): void {
  if (pendingView) view()
}

function track(event: unknown, properties?: unknown): void {
  settleView()
  say({ type: 'track', event, properties })
}

/** A page that was never viewed, as in a redirect, is not left either. */
function leave(): void {
  const properties = !pendingView && takeAttention()
  if (properties) track('Page Left', properties)
}

function leaveForGood(): void {
  settleView()
  leave()
  sendBeforeLeaving()
}

function page(name: unknown, properties: unknown): void {
  leave()
  resetAttention()
  view(name, properties)
}

function identify(id: unknown, traits: unknown): void {
  settleView()
  userId = id
  userTraits = traits
  sayIdentity()
}

function sayIdentity(): void {
  if (userId && hasConsent) say({ type: 'identify', traits: userTraits })
}

function consent(said: unknown): void {
  const before = hasConsent
  setConsent(said === 'granted' ? said : 'denied')
  if (before === hasConsent) return
  openOutbox()
  sayIdentity()
}

function reset(): void {
  userId = undefined
  renewVisitor()
}

/** Takes calls as they are noted before this script is there: `['track', 'Product Added', {...}]`. */
function push(...calls: unknown[]): void {
  for (const call of calls) makeCall(call)
}

const makeCall = safely((call: unknown) => {
  const [name, ...args] = call as [string, ...unknown[]]
  const method = methods[name]
  if (method) method(...args)
})

const methods: Readonly<Record<string, (...args: unknown[]) => void>> = {
  track: safely(track),
  page: safely(page),
  identify: safely(identify),
  consent: safely(consent),
  reset: safely(reset),
  push,
}

function observe(): void {
  listen(document, 'scroll', noteScroll)
  listen<TargetedEvent>(document, 'click', ({ target }) => {
    noteClick(target)
    readClick(target, track)
  })
  listen<TargetedEvent>(document, 'submit', ({ target }) => readSubmit(target, track))
  watchMarkup(track)
  onNavigation(() => {
    leave()
    viewSoon()
  })
  listen(window, 'online', sendNow)
  listen(window, 'pagehide', leaveForGood)
  listen(document, 'visibilitychange', () => (document.hidden ? leaveForGood() : resumeAttention()))
  listen<PageTransitionEvent>(window, 'pageshow', ({ persisted }) => {
    if (!persisted) return
    forgetMarkup()
    viewSoon()
  })
  // Consent withdrawn in another tab of the shop.
  listen<StorageEvent>(window, 'storage', ({ key, newValue }) => {
    if (key === ID && !newValue) consent('denied')
  })
}

function begin({ src, dataset }: HTMLScriptElement): void {
  const noted = window.dirigent
  // First of all: the shop's code may call the methods, whatever else fails.
  window.dirigent = methods
  beginSender(src, dataset.key)
  beginVisitor(dataset.consent)
  openOutbox()
  arrive(document.referrer)
  viewSoon()
  if (Array.isArray(noted)) push(...noted)
  observe()
}

/** The DOM types do not know which events come from elements; those we listen to do. */
type TargetedEvent = Event & { readonly target: HTMLElement }

safely(() => {
  const { currentScript, prerendering } = document as Document & { readonly prerendering?: boolean }
  const { dirigent = [] } = window as { readonly dirigent?: unknown[] | { readonly identify?: unknown } }
  // Embedded twice, it runs once.
  if (!Array.isArray(dirigent) && dirigent.identify) return
  const start = () => begin(currentScript as HTMLScriptElement)
  // A page that the browser loads ahead has no visitor yet.
  if (prerendering) listen(document, 'prerenderingchange', start)
  else start()
})()
