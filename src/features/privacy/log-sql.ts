/**
 * Which rows of the event store are about a person. The same conditions find them for an export, where the person's names are
 * bound, and for an erasure, where they stand in a table: a statement that changes rows is kept by the engine as text, and must
 * not be the last place where the person is named.
 */
import type { TableDefinition } from '../../stores/events/layout.ts'
import type { QueryParams } from '../../stores/events/store.ts'
import type { Subject } from './schema.ts'

/** The table of an erasure that is under way. */
export const WORK_TABLE = 'erasing'

export const WORK_TABLE_DEFINITION: TableDefinition = {
  columns: 'kind LowCardinality(String), id String, since Int64, until Int64',
  orderBy: '(kind, id)',
  shardBy: 'cityHash64(id)',
}

/** Between a source and what is looked for in what it sent. */
const SEPARATOR = '\u001f'

type Kind = 'key' | 'order' | 'device' | 'span' | 'text' | 'pattern'
/** A subquery with the columns id, since, until. */
type Names = (kind: Kind) => string

interface Row {
  readonly kind: Kind
  readonly id: string
  readonly since: number
  readonly until: number
}

/** Everything an erasure has to know, as rows. */
export function rowsOf(subject: Subject): Row[] {
  const row = (kind: Kind) => (id: string) => ({ kind, id, since: 0, until: 0 })
  return [
    ...subject.keys.map(row('key')),
    ...subject.orders.map(row('order')),
    ...subject.devices.map(row('device')),
    ...subject.spans.map((span) => ({ kind: 'span' as const, ...span })),
    ...textsOf(subject).map(row('text')),
    ...patternsOf(subject).map(row('pattern')),
  ]
}

/** Shorter ids would be found in what is not about the person. */
const SHORTEST_TEXT = 8

/** What names the person wherever it stands. */
export function textsOf({ keys, emails, devices }: Subject): string[] {
  return [...keys, ...emails, ...devices.filter((id) => id.length >= SHORTEST_TEXT)]
}

/** The person's number in what a source sent: where it stands in a field of that meaning. */
function patternsOf({ keys }: Subject): string[] {
  return keys.flatMap((key) => {
    const slash = key.indexOf('/')
    const number = key.slice(slash + 1)
    if (slash < 0 || number.startsWith('mail-')) return []
    const field = '"(user_?id|customer_?id|distinct_id|id)"'
    return [
      `${key.slice(0, slash)}${SEPARATOR}(?i)${field}\\s*:\\s*"?${number.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&')}"?\\s*[,}]`,
    ]
  })
}

const fromTable: Names = (kind) => `(SELECT id, since, until FROM ${WORK_TABLE} WHERE kind = '${kind}')`
const fromParams: Names = (kind) =>
  kind === 'span'
    ? `(SELECT one.1 AS id, one.2 AS since, one.3 AS until
        FROM (SELECT arrayJoin(arrayZip({span:Array(String)}, {since:Array(Int64)}, {until:Array(Int64)})) AS one))`
    : `(SELECT arrayJoin({${kind}:Array(String)}) AS id)`

export interface Conditions {
  /** On `events`: what the person did. */
  readonly visits: string
  /** On `events`: what the shop recorded of the person. */
  readonly records: string
  /** On `events`: their orders. */
  readonly orders: string
  readonly hits: string
  readonly sessions: string
  readonly identities: string
  readonly customers: string
  readonly salesLines: string
  readonly deadLetters: string
}

export const FOR_ERASURE: Conditions = conditions(fromTable)
export const FOR_READING: Conditions = conditions(fromParams)

/** Parameters of `FOR_READING`. */
export function paramsOf(subject: Subject): QueryParams {
  return {
    key: subject.keys,
    order: subject.orders,
    device: subject.devices,
    span: subject.spans.map(({ id }) => id),
    since: subject.spans.map(({ since }) => since),
    until: subject.spans.map(({ until }) => until),
    text: textsOf(subject),
    pattern: patternsOf(subject),
  }
}

function conditions(names: Names): Conditions {
  const isIn = (column: string, kind: Kind) => `${column} IN (SELECT id FROM ${names(kind)})`
  const inSpan = (is: string, time: string) =>
    `arrayExists(s -> ${is} AND toUnixTimestamp64Milli(${time}) >= s.2 AND toUnixTimestamp64Milli(${time}) < s.3,
      (SELECT groupArray((id, since, until)) FROM ${names('span')}))`
  // As the projection of visits reckons a device nobody was known by.
  const isDevice = `visitor_id IN (SELECT sipHash64(concat('a:', id)) FROM ${names('device')})`
  const isSpan = (time: string) => `customer_id = '' AND ${inSpan("sipHash64(concat('a:', s.1)) = visitor_id", time)}`
  const isKey = isIn('customer_id', 'key')
  const isOrder = `order_id != '' AND ${isIn('order_id', 'order')}`
  return {
    visits: `NOT endsWith(type, ' Recorded') AND (${isKey} OR ${isIn('anonymous_id', 'device')}
      OR (type = 'Aliased' AND ${isIn(`JSONExtractString(properties, 'previousId')`, 'device')})
      OR (customer_id = '' AND ${isOrder})
      OR (customer_id = '' AND ${inSpan('s.1 = anonymous_id', 'time')}))`,
    records: `type = 'Customer Recorded' AND ${isKey}`,
    orders: `type = 'Order Recorded' AND customer_id != '' AND (${isKey} OR ${isOrder})`,
    hits: `${isKey} OR ${isDevice} OR (customer_id = '' AND ${isOrder}) OR (${isSpan('time')})`,
    sessions: `${isKey} OR ${isDevice} OR (${isSpan('started_at')})`,
    identities: `${isKey} OR ${isIn('anonymous_id', 'device')}`,
    customers: isKey,
    salesLines: `customer_id != '' AND (${isKey} OR ${isOrder})`,
    deadLetters: `arrayExists(t -> positionCaseInsensitiveUTF8(concat(body, ' ', reason), t) > 0,
        (SELECT groupArray(id) FROM ${names('text')}))
      OR arrayExists(p -> startsWith(p, concat(source, '${SEPARATOR}')) AND match(body, splitByChar('${SEPARATOR}', p)[2]),
        (SELECT groupArray(id) FROM ${names('pattern')}))`,
  }
}
