/** What the shop's pages say by `data-` attributes. */
import { safely } from './safely.ts'

type Properties = Record<string, unknown>
type Tell = (name: string, properties: Properties) => void

/** The attributes that are read, numbers first; everything else on the shop's elements is none of our business. */
const KNOWN =
  /^(?:(price|quantity|total|results)|sku|productId|name|brand|category|variant|currency|coupon|orderId|step|query)$/
/** Said by being on the page; all other events are said by a click, or by sending a form. */
const APPEARS = /(viewed|started|searched|completed)$/
const SETTLE_MS = 150

let said = new WeakMap<Element, string>()
let scanTimer: ReturnType<typeof setTimeout> | undefined

/** Tells also what appears later, and what says something else later. */
export function watchMarkup(tell: Tell): void {
  const scan = safely(() => {
    scanTimer = undefined
    scanMarkup(tell)
  })
  new MutationObserver(() => {
    // Scripts of the shop may change the page many times a second.
    if (!scanTimer) scanTimer = setTimeout(scan, SETTLE_MS)
  }).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['data-dirigent', 'data-sku', 'data-step', 'data-query'],
  })
}

/** Tells what is on the page, each element once as long as it says the same. */
export function scanMarkup(tell: Tell): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-dirigent]')) {
    speak(element, true, (name, properties) => {
      const text = name + JSON.stringify(properties)
      if (said.get(element) === text) return
      said.set(element, text)
      tell(name, properties)
    })
  }
}

/** A page that comes back out of the browser's memory is viewed anew. */
export function forgetMarkup(): void {
  said = new WeakMap()
}

/** Tells what a click says. A form speaks when it is sent. */
export function readClick(target: Element, tell: Tell): void {
  const element = target.closest<HTMLElement>('[data-dirigent]:not(form)')
  if (element) speak(element, false, tell)
}

/** Tells what sending a form says: what it is marked with, and what is searched for in its marked field. */
export function readSubmit(form: HTMLElement, tell: Tell): void {
  speak(form, false, tell)
  const field = form.querySelector<HTMLInputElement>('[data-dirigent-search]')
  if (field) tell('Products Searched', { query: field.value })
}

/** `product-added` -> `Product Added`. */
export function eventName(kind: string): string {
  return kind.replace(/-/g, ' ').replace(/\b./g, (first) => first.toUpperCase())
}

/**
 * The attributes we know, under Segment's names. Numbers with a decimal point or comma and nothing else; what is written
 * otherwise (`1.234,56 €`) is NaN, which JSON makes null: not known rather than wrong by a thousand.
 */
export function readAttributes(dataset: Readonly<Record<string, string | undefined>>): Properties {
  const properties: Properties = {}
  for (const [name, text] of Object.entries(dataset)) {
    const known = KNOWN.exec(name)
    if (text && known) properties[name.replace('Id', '_id')] = known[1] ? Number(text.replace(',', '.')) : text
  }
  return properties
}

function speak(element: HTMLElement, appears: boolean, tell: Tell): void {
  const kind = element.dataset.dirigent
  if (!kind || APPEARS.test(kind) !== appears) return
  // A button within a product speaks of that product.
  const product = element.closest<HTMLElement>('[data-sku]') || element
  tell(eventName(kind), readAttributes({ ...product.dataset, ...element.dataset }))
}
