/** The statements of the visits: what of the log is a visit, whose it is, where one session ends, what a session is. */
import type { TableDefinition } from './layout.ts'
import { channelSql, isWaystation, textList } from './visits-channels.ts'
import { BACK_OFFICE_TYPES, IDENTITY_TYPES } from './visits-sources.data.ts'

/** A session ends when its visitor did nothing for this long. */
const SESSION_GAP_MS = 30 * 60_000
/** How long the channel that brought a visitor counts for sessions that came from nowhere. */
const ATTRIBUTION_MS = 90 * 86_400_000

/**
 * A person cannot look at this many pages faster than one a second, many of them different. Different ones are counted by the
 * bits that their digests set among 64: eight bytes for each session, and never more than there are (60 pages set about 39).
 */
const BOT_VIEWS = 60
const BOT_PATHS = 32
const BOT_MS_PER_PAGE = 1_000
/** Visitors from one network with one browser that open links of mails within the same ten seconds. */
const BURST_VISITORS = 5
const BURST_SECONDS = 10
const SCAN_MS = 2_000
const SCAN_HITS = 3

/** Between the parts of a compound text; no source has it. */
const SEPARATOR = "'\\x1f'"

/**
 * Everything visitors did, by visitor and in order of time; lives only while the visits are computed. Where a hit came from and
 * what it was seen with are one text each: of both a session needs the first, and one state of an aggregation is enough for it.
 */
export const STAGE: TableDefinition = {
  columns: `
  visitor_id  UInt64,
  time        DateTime64(3, 'UTC'),
  event_id    UUID,
  type        LowCardinality(String),
  -- 0 where it shows nobody at the shop (see IS_ACT): such a hit opens no session and keeps none open.
  is_act      UInt8,
  customer_id String,
  sku         String,
  order_id    String,
  path        String,
  value_cents Int64,
  origin      LowCardinality(String),
  client      LowCardinality(String),
  agent       LowCardinality(String),
  -- 1 where links of mails were opened by many visitors of this network and browser at once.
  in_burst    UInt8,
  properties  String`,
  orderBy: '(visitor_id, time, event_id)',
  // It is read once or twice and dropped: merging its parts would be work for nothing.
  settings:
    'index_granularity = 1024, max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1',
  shardBy: 'visitor_id',
}

/** Facts are the state store's, and what neither id nor customer is given for is nobody's. */
const OF_VISITORS = `version = 0 AND NOT endsWith(type, ' Recorded') AND (anonymous_id != '' OR customer_id != '')`
const IS_HIT = `type NOT IN (${textList([...IDENTITY_TYPES, ...BACK_OFFICE_TYPES])})`

/** Leaving a page tells about the page before; what has no trace of a browser was sent by the shop's own machine. */
const IS_ACT = `type != 'Page Left' AND NOT (anonymous_id = '' AND path = '' AND device = '' AND user_agent = '')`

/** One of `parts` equal parts of all ids, so that what is held in memory, and how long others wait, does not grow with the log. */
const IN_PART = (id: string) => `sipHash64(${id}) % {parts:UInt32} = {part:UInt32}`
/** What happened from one instant to another, both included. */
const IN_TIME = `time BETWEEN fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND fromUnixTimestamp64Milli({to:Int64}, 'UTC')`

/** Hits of each UTC day: what is staged in one statement is a run of days. */
export const daysSql = `
  SELECT toUnixTimestamp64Milli(toDateTime64(toDate32(time), 3, 'UTC')) AS from, count() AS hits
  FROM events WHERE ${OF_VISITORS} GROUP BY from ORDER BY from`

/** The customers behind anonymous ids, only where the customer changes. Two in the same millisecond: the one first in the alphabet. */
export const identitiesSql = `
  INSERT INTO identities_next
  SELECT id AS anonymous_id, link.1 AS known_from, link.2 AS customer_id
  FROM (
    SELECT id, arraySort(groupArray((time, customer))) AS links
    FROM (
      SELECT id, time, min(customer_id) AS customer
      FROM (
        SELECT anonymous_id AS id, time, customer_id FROM events WHERE ${OF_VISITORS}
        UNION ALL
        SELECT JSONExtractString(properties, 'previousId') AS id, time, customer_id FROM events WHERE type = 'Aliased' AND ${OF_VISITORS}
      )
      WHERE id != '' AND customer_id != '' AND ${IN_PART('id')}
      GROUP BY id, time
    )
    GROUP BY id
  )
  ARRAY JOIN arrayFilter((one, before) -> one.2 != before, links, arrayPushFront(arrayPopBack(links.2), '')) AS link`

const MAIL_MEDIA = textList(['email', 'e-mail', 'e_mail', 'e mail', 'newsletter'])
const SAME_SITE = `cutToFirstSignificantSubdomain(referrer) = cutToFirstSignificantSubdomain(JSONExtractString(properties, 'url'))`
/** A referrer that says something: neither the shop itself nor a page that buyers are sent to and come back from. */
const REFERRER = `if(referrer = '' OR ${isWaystation('lower(referrer)')} OR ${SAME_SITE}, '', lower(referrer))`

const joined = (...columns: readonly string[]) => {
  const text = `concat(${columns.join(`, ${SEPARATOR}, `)})`
  const none = `'${'\\x1f'.repeat(columns.length - 1)}'`
  return `if(${text} = ${none}, '', ${text})`
}

/**
 * The hits of visitors with whose they are.
 * An anonymous id belongs to the customer last linked to it, before the first link to the first one.
 */
export const stageSql = `
  INSERT INTO visits_stage
  SELECT sipHash64(if(customer = '', concat('a:', anonymous_id), concat('c:', customer))) AS visitor_id, time, event_id, type,
    ${IS_ACT} AS is_act, customer AS customer_id, sku, order_id, path, value_cents,
    ${joined('channel', 'referred_by', 'lower(utm_source)', 'lower(utm_medium)', 'utm_campaign')} AS origin,
    ${joined('device', 'browser', 'os', 'country')} AS client, agent,
    lower(utm_medium) IN (${MAIL_MEDIA}) AND ip != '' AND (ip, user_agent, ${tenSeconds()}) IN (${burstsSql()}) AS in_burst, properties
  FROM (
    SELECT e.*, if(e.customer_id != '', e.customer_id, coalesce(links.customer_id, '')) AS customer, ${REFERRER} AS referred_by
    FROM (SELECT * FROM events WHERE ${OF_VISITORS} AND ${IS_HIT} AND ${IN_TIME} AND ${IN_PART('anonymous_id')}) AS e
    ASOF LEFT JOIN (
      SELECT anonymous_id, customer_id,
        if(known_from = min(known_from) OVER (PARTITION BY anonymous_id), toDateTime64('1900-01-01 00:00:00', 3, 'UTC'), known_from)
          AS from_when
      FROM identities_next WHERE ${IN_PART('anonymous_id')}
    ) AS links
    ON e.anonymous_id = links.anonymous_id AND e.time >= links.from_when
  )
  SETTINGS max_insert_threads = 2, min_insert_block_size_rows = 250000, min_insert_block_size_bytes = 60000000`

function tenSeconds(): string {
  return `intDiv(toUnixTimestamp64Milli(time), ${BURST_SECONDS * 1000})`
}

function burstsSql(): string {
  return `
      SELECT ip, user_agent, ${tenSeconds()} AS ten FROM events
      WHERE ${OF_VISITORS} AND ${IN_TIME} AND lower(utm_medium) IN (${MAIL_MEDIA}) AND ip != '' AND anonymous_id != ''
      GROUP BY ip, user_agent, ten HAVING uniqExact(anonymous_id) >= ${BURST_VISITORS}`
}

/** A range of visitors, both ends included; the table is sorted by visitor. */
export const IN_RANGE = 'visitor_id BETWEEN {first:UInt64} AND {last:UInt64}'
/** What was delivered twice counts once; looked for only where a range has such events. */
const stageOf = (hasRepeats: boolean) =>
  hasRepeats
    ? `(SELECT * FROM visits_stage WHERE ${IN_RANGE} ORDER BY time, event_id LIMIT 1 BY event_id)`
    : `(SELECT * FROM visits_stage WHERE ${IN_RANGE})`

export const rangeSql = `SELECT count() AS hits, uniqExact(event_id) AS events FROM visits_stage WHERE ${IN_RANGE}`

const MS = 'toUnixTimestamp64Milli(time)'

/**
 * From the first to the last act of each session. What a lambda takes from outside is copied for every element: neighbours are arrays of
 * their own, or a visitor with a hundred thousand hits would need ten thousand million places.
 */
const spansSql = (hits: string) => `
    SELECT visitor_id, span.1 AS started, span.2 AS ended
    FROM (
      SELECT visitor_id, arraySort(groupArray(${MS})) AS times, arrayDifference(times) AS gaps,
        arrayZip(
          arrayFilter((at, gap, place) -> place = 1 OR gap > ${SESSION_GAP_MS}, times, gaps, arrayEnumerate(times)),
          arrayFilter((at, gap) -> gap > ${SESSION_GAP_MS}, times, arrayPushBack(arrayPopFront(gaps), ${SESSION_GAP_MS + 1}))
        ) AS spans
      FROM ${hits} WHERE is_act = 1 GROUP BY visitor_id
    )
    ARRAY JOIN spans AS span`

/** Hits in the order they happened; two in the same millisecond by a digest of their ids, so that every rebuild has the same one. */
const ORDER_KEY = `bitOr(bitShiftLeft(toUInt128(${MS}), 64), toUInt128(cityHash64(event_id)))`
const PAGES = textList(['Page Viewed', 'Screen Viewed', 'Product Viewed', 'Product List Viewed'])

/** The states of a range's sessions may take up to 700 MB: written to the disk and read back they take three times as long. */
export const sessionsSql = (hasRepeats: boolean) => `
  INSERT INTO sessions_next
  WITH
    hits AS ${stageOf(hasRepeats)},
    spans AS (${spansSql('hits')}),
    sums AS (
      SELECT visitor_id, started, any(ended) AS ended, any(customer_id) AS customer_id, count() AS hits,
        countIf(type IN ('Page Viewed', 'Screen Viewed')) AS pages, countIf(type = 'Product Viewed') AS products,
        countIf(type = 'Product Added') AS carts, countIf(type = 'Checkout Started') AS checkouts,
        groupArrayIf((if(order_id = '', toString(event_id), order_id), value_cents), type = 'Order Completed') AS bought,
        arraySort(bought) AS by_order, arrayPopFront(arrayPushBack(by_order.1, '')) AS next_order,
        arrayCount((id, next) -> id != next, by_order.1, next_order) AS orders,
        arraySum((id, cents, next) -> if(id != next, cents, 0), by_order.1, by_order.2, next_order) AS revenue,
        argMinIf(path, key, path != '') AS landing_path, argMaxIf(path, key, path != '') AS exit_path,
        argMinIf(sipHash64(origin), key, origin != '') AS origin_id, argMinIf(sipHash64(client), key, client != '') AS client_id,
        countIf(agent = 'bot') AS by_bot, countIf(agent = 'scanner') AS by_scanner, countIf(agent = 'person') AS by_person,
        countIf(type = 'Page Left') AS dwelt, max(in_burst) AS in_burst,
        countIf(type IN (${PAGES})) AS views, bitCount(groupBitOrIf(bitShiftLeft(toUInt64(1), sipHash64(path) % 64), type IN (${PAGES}))) AS paths,
        max(${MS} % 1000) AS finest
      FROM (
        SELECT h.*, s.started AS started, s.ended AS ended, ${ORDER_KEY} AS key
        FROM (SELECT *, ${MS} AS ms FROM hits) AS h
        ASOF JOIN spans AS s ON h.visitor_id = s.visitor_id AND h.ms >= s.started
        WHERE h.ms <= s.ended + ${SESSION_GAP_MS}
      )
      GROUP BY visitor_id, started
    ),
    origins AS (
      SELECT id, splitByChar(${SEPARATOR}, origin) AS o,
        if(o[1] != '', o[1], ${channelSql({ source: 'o[3]', medium: 'o[4]', campaign: 'lower(o[5])', referrer: 'o[2]' })}) AS came_by
      FROM (SELECT sipHash64(origin) AS id, toString(origin) AS origin FROM (SELECT DISTINCT origin FROM hits WHERE origin != '') LIMIT 1 BY id)
    ),
    clients AS (
      SELECT sipHash64(client) AS id, splitByChar(${SEPARATOR}, toString(client)) AS c
      FROM (SELECT DISTINCT client FROM hits WHERE client != '') LIMIT 1 BY id
    ),
    judged AS (
      SELECT sums.*, origins.o AS o, clients.c AS c, coalesce(origins.came_by, 'direct') AS came_by,
        multiIf(
          by_bot > 0 AND by_person = 0, 'bot',
          by_scanner > 0 AND by_person = 0, 'scanner',
          views >= ${BOT_VIEWS} AND paths >= ${BOT_PATHS} AND finest > 0 AND orders = 0 AND ended - started < views * ${BOT_MS_PER_PAGE}, 'bot',
          in_burst = 1 AND customer_id = '' AND hits <= ${SCAN_HITS} AND dwelt = 0 AND carts = 0 AND orders = 0 AND ended - started <= ${SCAN_MS}, 'scanner',
          'person') AS judged_agent
      FROM sums LEFT ANY JOIN origins ON sums.origin_id = origins.id LEFT ANY JOIN clients ON sums.client_id = clients.id
    )
  SELECT sipHash64(visitor_id, started) AS session_id, visitor_id, customer_id, fromUnixTimestamp64Milli(started, 'UTC') AS started_at,
    fromUnixTimestamp64Milli(ended, 'UTC') AS ended_at, toDate(started_at, {timeZone:String}) AS day, judged_agent AS agent, hits, pages,
    products, carts, checkouts, orders, revenue AS revenue_cents, landing_path, exit_path, came_by AS own_channel,
    if(started - maxIf(started, came_by != 'direct') OVER so_far <= ${ATTRIBUTION_MS},
      argMaxIf(came_by, started, came_by != 'direct') OVER so_far, 'direct') AS channel,
    first_value(came_by) OVER so_far AS first_channel, o[2] AS referrer, o[3] AS utm_source, o[4] AS utm_medium, o[5] AS utm_campaign,
    c[1] AS device, c[2] AS browser, c[3] AS os, c[4] AS country
  FROM judged
  WINDOW so_far AS (PARTITION BY visitor_id, judged_agent ORDER BY started ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
  SETTINGS max_bytes_before_external_group_by = 700000000`

/** The first of some properties that is a text or a number. */
const propertyText = (...names: readonly string[]) =>
  `multiIf(${names
    .flatMap((name) => [
      `JSONType(properties, '${name}') = 'String'`,
      `JSONExtractString(properties, '${name}')`,
      `JSONType(properties, '${name}') IN ('Int64', 'UInt64', 'Double')`,
      `JSONExtractRaw(properties, '${name}')`,
    ])
    .join(', ')}, '')`
/** The first of some properties that is a number, one in quotation marks, or a list, which is counted. */
const propertyCount = (...names: readonly string[]) =>
  `coalesce(${names
    .map(
      (name) =>
        `if(JSONType(properties, '${name}') = 'Array', toFloat64(JSONLength(properties, '${name}')), toFloat64OrNull(trim(BOTH '"' FROM JSONExtractRaw(properties, '${name}'))))`,
    )
    .join(', ')}, -1)`
const RESULTS = propertyCount('results', 'results_count', 'number_of_results', 'total_results')

export const hitsSql = (hasRepeats: boolean) => `
  INSERT INTO hits_next
  SELECT h.visitor_id, s.session_id, h.event_id, h.type, h.time, toDate(h.time, {timeZone:String}) AS day, h.customer_id, h.sku,
    h.order_id, h.path,
    if(startsWith(h.type, 'Checkout'), ${propertyText('step')}, '') AS step,
    if(h.type = 'Products Searched', lowerUTF8(trim(${propertyText('query', 'search_term', 'search_string')})), '') AS query,
    if(h.type = 'Products Searched', toInt32(if(${RESULTS} BETWEEN 0 AND 2147483647, ${RESULTS}, -1)), -1) AS results,
    h.value_cents, c[1] AS device, c[2] AS browser, c[3] AS os, c[4] AS country, s.channel, s.first_channel, h.properties
  FROM (SELECT *, splitByChar(${SEPARATOR}, client) AS c FROM ${stageOf(hasRepeats)}) AS h
  ASOF JOIN (
    SELECT visitor_id, started_at, ended_at, session_id, channel, first_channel
    FROM sessions_next WHERE ${IN_RANGE} AND agent = 'person'
  ) AS s
  ON h.visitor_id = s.visitor_id AND h.time >= s.started_at
  WHERE toUnixTimestamp64Milli(h.time) <= toUnixTimestamp64Milli(s.ended_at) + ${SESSION_GAP_MS}
  SETTINGS min_insert_block_size_rows = 1000000, min_insert_block_size_bytes = 200000000`
