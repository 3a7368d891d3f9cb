/**
 * Where a visit came from, as one word: Google Analytics' default channel groups, told in the words the shops' own channels
 * have ('organic', 'paid-search', 'newsletter', ...). An expression of the engine, so that it is reckoned where the visits are.
 */
import { HOSTS, SITES, SOURCE_KINDS, WAYSTATION_HOSTS, WAYSTATIONS } from './visits-sources.data.ts'

/** Names put into a query are from our own tables; quotes are doubled all the same. */
export const textList = (values: readonly string[]) =>
  values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')

/** `transform` of a text by a table of kinds. */
function kindBy(text: string, table: Readonly<Partial<Record<string, readonly string[]>>>, otherwise: string): string {
  const names: string[] = []
  const kinds: string[] = []
  for (const kind of SOURCE_KINDS) {
    for (const name of table[kind] ?? []) {
      names.push(name)
      kinds.push(kind)
    }
  }
  return `transform(${text}, [${textList(names)}], [${textList(kinds)}], ${otherwise})`
}

/** 'google' of 'www.google.co.uk'; a word without a dot is a name already. */
const siteOf = (host: string) => `if(position(${host}, '.') = 0, ${host}, firstSignificantSubdomain(${host}))`

/** Whether a referrer (host, lower case) is a page that buyers are sent to and come back from. */
export const isWaystation = (host: string) =>
  `(${host} IN (${textList(WAYSTATION_HOSTS)}) OR firstSignificantSubdomain(${host}) IN (${textList(WAYSTATIONS)}))`

export interface OriginColumns {
  readonly source: string
  readonly medium: string
  readonly campaign: string
  /** Host of the page that led here; empty where it was the shop's own. */
  readonly referrer: string
}

/**
 * The channel of a visit's first sign of where it came from. Columns are texts in lower case.
 * Source: Google Analytics help, 'Default channel group' (answer 9756891); where we differ is in docs/decisions/visits.md.
 */
export function channelSql({ source, medium, campaign, referrer }: OriginColumns): string {
  // Named where they are used first: the text of the query would be ten times as long.
  const from = 'sent_from'
  const kind = 'sender_kind'
  const fromOnce = `(if(${source} != '', ${source}, ${referrer}) AS ${from})`
  const kindOnce = `(${kindBy(from, HOSTS, kindBy(siteOf(from), SITES, "''"))} AS ${kind})`
  const paid = `match(${medium}, '^(.*cp.*|ppc|retargeting|paid.*)$')`
  const is = (name: string) => `${kind} = '${name}'`
  return `multiIf(
    ${fromOnce} = '' AND ${medium} = '' AND ${campaign} = '', 'direct',
    ${from} IN ('direct', '(direct)') AND ${medium} IN ('', 'none', '(none)', '(not set)'), 'direct',
    position(${campaign}, 'cross-network') > 0, 'cross-network',
    ${kindOnce} = 'affiliate' OR ${medium} IN ('affiliate', 'affiliates'), 'affiliate',
    ${paid} AND (${is('shopping')} OR match(${campaign}, '(^|[^a-df-z])shop|shopping')), 'paid-shopping',
    ${paid} AND ${is('search')}, 'paid-search',
    ${paid} AND ${is('social')}, 'paid-social',
    ${paid} AND ${is('video')}, 'paid-video',
    ${medium} IN ('display', 'banner', 'expandable', 'interstitial', 'cpm'), 'display',
    ${paid}, 'paid-other',
    ${medium} IN ('email', 'e-mail', 'e_mail', 'e mail', 'newsletter') OR ${is('mail')}, 'newsletter',
    ${is('marketplace')}, 'marketplace',
    ${is('shopping')}, 'shopping',
    ${is('social')} OR ${medium} IN ('social', 'social-network', 'social-media', 'sm', 'social network', 'social media'), 'social',
    ${is('video')} OR position(${medium}, 'video') > 0, 'video',
    ${is('search')} OR ${medium} = 'organic', 'organic',
    ${medium} IN ('referral', 'app', 'link'), 'referral',
    ${medium} = 'audio', 'audio',
    ${from} = 'sms' OR ${medium} = 'sms', 'sms',
    endsWith(${medium}, 'push') OR position(${medium}, 'mobile') > 0 OR position(${medium}, 'notification') > 0 OR ${from} = 'firebase', 'push',
    ${source} = '' AND ${medium} = '' AND ${referrer} != '', 'referral',
    'other')`
}
