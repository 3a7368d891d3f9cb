/** Who is there, as far as consent allows to know. Kept in the module: a page has one visitor. */
import { readDevice, writeDevice } from './device.ts'

export type Consent = 'granted' | 'denied' | 'unknown'

/** The name of the id on the device. */
export const ID = 'dirigent.id'

export let consent: Consent = 'unknown'
export let hasConsent = false
/** None without consent. */
export let anonymousId: string | undefined

/** What holds when a page begins. An id on the device is there only because consent was given and never withdrawn. */
export function consentAtStart(said: string | undefined, optedOut: boolean, knownId: string): Consent {
  if (said === 'granted') return said
  if (optedOut || said === 'denied') return 'denied'
  return knownId ? 'granted' : 'unknown'
}

/** 128 random bits; works on pages without TLS too, where `crypto.randomUUID` is missing. */
export function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}

export function beginVisitor(said: string | undefined): void {
  // Global Privacy Control is not in the DOM types.
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & { globalPrivacyControl?: boolean }
  setConsent(consentAtStart(said, globalPrivacyControl || doNotTrack === '1', readDevice(ID)))
}

/** With consent the id is made and kept; without, it is gone at once. */
export function setConsent(next: Consent, knownId = anonymousId || readDevice(ID)): void {
  consent = next
  hasConsent = next === 'granted'
  anonymousId = hasConsent ? knownId || randomId() : undefined
  writeDevice(ID, anonymousId)
}

/** Another person at this device: what comes next has a new id, or none without consent. */
export function renewVisitor(): void {
  setConsent(consent, '')
}
