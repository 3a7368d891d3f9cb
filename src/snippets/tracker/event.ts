/** Events in the words of Segment's tracking API. */
import { pageContext } from './page.ts'
import { anonymousId, consent, hasConsent, randomId } from './visitor.ts'

export interface Said {
  readonly type: 'track' | 'page' | 'identify'
  readonly event?: unknown
  readonly name?: unknown
  readonly properties?: unknown
  readonly traits?: unknown
}

/** As JSON text, so that what the shop's code changes later does not reach it. */
export function composeEvent(said: Said, userId: unknown): string {
  return JSON.stringify({
    ...said,
    messageId: randomId(),
    timestamp: new Date(),
    // Left out where they are not known or not allowed.
    anonymousId,
    userId: hasConsent ? userId : undefined,
    // The time zone tells the country, which is all the collector makes of it.
    context: { ...pageContext(), timezone: Intl.DateTimeFormat().resolvedOptions().timeZone, dirigentConsent: consent },
  })
}
