/**
 * The same work, but no fault of ours reaches the shop's page: what fails is left undone.
 * Everything the browser or the shop can call (listeners, timers, promises, the public methods) goes through here, so the
 * code behind it may rely on what nearly every page has.
 */
export function safely<A extends unknown[]>(work: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      work(...args)
    } catch {
      // The shop's page has nobody to tell: its errors are for its own people, and ours are not to be among them.
    }
  }
}

/** Listens in the capture phase, so that the shop's code cannot keep from us what happened. */
export function listen<E extends Event>(target: EventTarget, name: string, work: (event: E) => void): void {
  // Which event comes under a name is known to the callers, not to the type of an event target.
  target.addEventListener(name, safely(work) as EventListener, true)
}
