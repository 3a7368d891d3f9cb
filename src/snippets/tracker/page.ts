/** Where the visitor is, and noticing that a shop of one page has gone elsewhere. */
import { listen, safely } from './safely.ts'

let known = ''
let path = ''
let referrer = ''
let search = ''
let campaign: Record<string, string> = {}

/** Calls at the moment the visitor leaves a page for another without loading it: the old one is still to be seen. */
export function onNavigation(work: () => void): void {
  const check = safely((isCorrection: boolean) => {
    if (pageAddress() === known) return
    // A query put right in place (a campaign cut off, a filter noted) is no other page.
    if (isCorrection && location.pathname === path) known = pageAddress()
    else {
      work()
      arrive(location.origin + path)
    }
  })
  const names = ['pushState', 'replaceState'] as const
  names.forEach(
    safely((name) => {
      const original = history[name]
      history[name] = function (...args) {
        original.apply(this, args)
        check(name === 'replaceState')
      }
    }),
  )
  listen(window, 'popstate', () => check(false))
}

/**
 * What is left of a query: that an advertisement of Google or Microsoft led here, without the mark that tells which person.
 */
export function adMarkOf(query: string): string {
  return `${/\W(?:gclid|gbraid|wbraid|msclkid)=/.exec(query) || ''}`
}

/** The page as Segment's `context` has it, without query and title: they may hold what identifies a person. */
export function pageContext(): Record<string, unknown> {
  return { page: { path, url: location.origin + path, referrer, search }, campaign }
}

/** What advertisements add to an address (`utm_source`, ...), under Segment's names. */
export function campaignOf(search: string): Record<string, string> {
  const found: Record<string, string> = {}
  new URLSearchParams(search).forEach((value, key) => {
    if (/^utm_/.test(key)) found[key.slice(4).replace('campaign', 'name')] = value
  })
  return found
}

/** Takes note of the page that is there now, and of the one that led to it. */
export function arrive(from: string): void {
  known = pageAddress()
  path = location.pathname
  referrer = from.replace(/[?#].*/, '')
  search = adMarkOf(location.search)
  campaign = campaignOf(location.search)
}

function pageAddress(): string {
  return location.pathname + location.search
}
