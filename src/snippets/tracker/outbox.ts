/**
 * Events that wait for the collector, as JSON texts, oldest first. Always in memory; with consent a copy is on the device,
 * shared by the tabs of the shop, and goes only when the collector has said yes. A text holds its message id, so sending
 * one again (from another tab, after a reload) counts once.
 */
import { readDevice, writeDevice } from './device.ts'
import { hasConsent } from './visitor.ts'

const QUEUE = 'dirigent.queue'
const MOST_CHARS = 65_536
/** JSON has no raw line breaks. */
const BREAK = '\n'

export let waiting: readonly string[] = []

/** The newest events that fit on a device, a hundred or so; the oldest give way. */
export function bounded(events: readonly string[]): readonly string[] {
  let newest = events
  while (newest.join(BREAK).length > MOST_CHARS) newest = newest.slice(1)
  return newest
}

export function addEvent(event: string): void {
  change((events) => [...events, event])
}

export function removeEvents(done: readonly string[]): void {
  change((events) => events.filter((event) => !done.includes(event)))
}

/**
 * Consent was given or withdrawn. With it, what an earlier page or another tab could not send waits here too; without it,
 * nothing stays on the device, and what was noted under it is not sent any more.
 */
export function openOutbox(): void {
  const all = new Set([...kept(), ...waiting])
  if (!hasConsent) writeDevice(QUEUE, undefined)
  change(() => (hasConsent ? [...all] : []))
}

/** The same change in memory and on the device, where other tabs may have changed something too. */
function change(work: (events: readonly string[]) => readonly string[]): void {
  waiting = bounded(work(waiting))
  if (hasConsent) writeDevice(QUEUE, bounded(work(kept())).join(BREAK))
}

function kept(): readonly string[] {
  return readDevice(QUEUE).split(BREAK).filter(Boolean)
}
