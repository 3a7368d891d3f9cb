/**
 * Journeys: all that a visitor did as one row, each hit one number and all of them in order of time. Questions about what came after
 * what read a few bytes a hit and sort nothing; those that need more of a hit than its number ask `hits`.
 */
import { textList } from './visits-channels.ts'

/** Kinds of acts, at most seven types each; all others are of kind 8. */
const ACT_KINDS: readonly (readonly [kind: number, types: readonly string[]])[] = [
  [1, ['Products Searched']],
  [2, ['Product Viewed']],
  [4, ['Page Viewed', 'Screen Viewed', 'Product List Viewed']],
  [5, ['Product Added', 'Product Removed', 'Cart Viewed']],
  [6, ['Checkout Started', 'Checkout Step Viewed', 'Checkout Step Completed', 'Payment Info Entered']],
  [7, ['Order Completed']],
]
const OTHER_KIND = 8
/** The kind of a hit's `type`. */
export const ACT_KIND_SQL = `multiIf(${ACT_KINDS.map(([kind, types]) => `type IN (${textList(types)}), ${kind}`).join(', ')}, ${OTHER_KIND})`

/** 16 bits of the SKU's digest; 0: none. */
export const SKU_SQL = `if(empty(sku), 0, 1 + cityHash64(sku) % 65535)`

/** Times of journeys are milliseconds since 2000; what lies before or does not fit (in 2069) is not in them. */
export const JOURNEYS_FROM_MS = Date.UTC(2000, 0, 1)
const TIME_BITS = 41
const CODE_BITS = 7
const SKU_BITS = 16

const CODES: ReadonlyMap<string, number> = new Map(
  ACT_KINDS.flatMap(([kind, types]) => types.map((type, place): [string, number] => [type, kind * 8 + place + 1])),
)

/** The number that a type has in journeys; undefined: it has none of its own. */
export function codeOf(type: string): number | undefined {
  return CODES.get(type)
}

/** What a hit's number says: its instant, its type by number, the kind of act, the SKU. Expressions of the engine. */
export const hitParts = (hit: string) => ({
  ms: `bitShiftRight(${hit}, ${CODE_BITS + SKU_BITS})`,
  code: `bitAnd(bitShiftRight(${hit}, ${SKU_BITS}), ${2 ** CODE_BITS - 1})`,
  kind: `bitAnd(bitShiftRight(${hit}, ${SKU_BITS + 3}), 15)`,
  sku: `bitAnd(${hit}, ${2 ** SKU_BITS - 1})`,
})

const MS = `(toUnixTimestamp64Milli(time) - ${JOURNEYS_FROM_MS})`
const FITS = `${MS} >= 0 AND ${MS} < ${2 ** TIME_BITS}`
const CODE_SQL = `transform(toString(type), [${textList([...CODES.keys()])}], [${[...CODES.values()].join(', ')}], ${OTHER_KIND * 8})`
const HIT_SQL = `bitShiftLeft(toUInt64(${MS}), ${CODE_BITS + SKU_BITS}) + bitShiftLeft(toUInt64(${CODE_SQL}), ${SKU_BITS}) + ${SKU_SQL}`

/** An order of a hit by what tells it from others: its number, else when it was told. */
export const ORDER_KEY_SQL = `if(order_id = '', toUInt64(toUnixTimestamp64Milli(time)), cityHash64(order_id))`

/** Leaving a page is no act. Two hits of one instant stand in the order of their numbers, so that every rebuild has the same row. */
export const journeysSql = ({ into, from, where }: { into: string; from: string; where: string }) => `
  INSERT INTO ${into}
  SELECT visitor_id, max(day) AS last_day, arraySort(groupArrayIf(${HIT_SQL}, type != 'Page Left' AND ${FITS})) AS hits,
    arraySort(groupArrayIf((${ORDER_KEY_SQL}, toUInt64(${MS}), value_cents), type = 'Order Completed' AND ${FITS})) AS orders
  FROM ${from} WHERE ${where} GROUP BY visitor_id
  SETTINGS optimize_aggregation_in_order = 1`
