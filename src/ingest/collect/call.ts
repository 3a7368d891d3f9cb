/** One call of a client, whatever protocol it came by. */
import type { JsonObject } from './json.ts'

export const CALL_KINDS = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
export type CallKind = (typeof CALL_KINDS)[number]

export interface Call {
  readonly kind: CallKind
  /** Of a track call the event, of a page or a screen its name. */
  readonly name: string
  /** The client's own id of this call; empty: it gave none. */
  readonly messageId: string
  readonly userId: string
  readonly anonymousId: string
  /** Of an alias call: the id that was used before. */
  readonly previousId: string
  readonly groupId: string
  readonly timestamp: unknown
  /** When the client sent it; undefined: the request says it, or nobody. */
  readonly sentAt: unknown
  readonly properties: JsonObject
  readonly traits: JsonObject
  /** In the words of Segment. */
  readonly context: JsonObject
  /** The call as it came, from which an id is made where it has none. */
  readonly raw: JsonObject
}
