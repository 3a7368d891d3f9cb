/** The questions behind paths. A page is named by its path, everything else by its event; a visit is one session. */
import { z } from 'zod'
import type { Answer, Ask } from '../findings/index.ts'
import { type Fragment, matchSql, type Scope, scopeSql } from '../visits/index.ts'
import type { PathsDefinition } from './schema.ts'

/** Leaving a page is no step of its own. */
const IS_STEP = `type != 'Page Left'`
/** Pages by path; products, searches and the like by what they are; checkout steps by name. */
const NAME = `multiIf(type IN ('Page Viewed', 'Screen Viewed') AND path != '', path,
            step != '', concat(toString(type), ': ', toString(step)), toString(type))`

const nameRow = z.object({ name: z.string(), hits: z.number() })

/** Names that are told apart: the most frequent ones. */
export function readNames(ask: Ask, scope: Scope, limit: number): Promise<Answer<z.infer<typeof nameRow>>> {
  const where = scopeSql(scope)
  return ask({
    id: 'names',
    title: { de: 'Häufigste Seiten und Ereignisse', en: 'Most frequent pages and events' },
    sql: `
      SELECT ${NAME} AS name, toInt64(count()) AS hits
      FROM hits
      WHERE ${where.sql} AND ${IS_STEP}
      GROUP BY name
      ORDER BY hits DESC, name
      LIMIT {limit:UInt32}`,
    params: { ...where.params, limit },
    row: nameRow,
  })
}

/** Codes of what stands in a path beside the names, which are 1, 2, ... */
export const OTHER = 0
export const EDGE = 255
export const ANCHOR = 254

const partRow = z.object({
  /** [0, codes of a whole path...] or [steps from the anchor, from code, to code]. */
  part: z.array(z.number()),
  visits: z.number(),
})
export type PartRow = z.infer<typeof partRow>

/**
 * Relation of one row per visit with the anchor: `path`, the codes from the anchor outwards. The same page twice in a row is one
 * step; a path that is shorter ends with the edge of the visit.
 */
function pathsSql(scope: Scope, { anchor, direction, depth }: PathsDefinition): Fragment {
  const where = scopeSql(scope)
  const match = anchor === null ? null : matchSql(anchor, 'anchor')
  const code = `transform(${NAME}, {names:Array(String)}, {codes:Array(UInt8)}, ${OTHER})`
  const coded = match === null ? code : `if(${match.sql}, ${ANCHOR}, ${code})`
  const from = match === null ? '1' : `indexOf(walk, ${ANCHOR})`
  const sessions =
    match === null ? '' : `AND session_id IN (SELECT session_id FROM hits WHERE ${where.sql} AND ${match.sql})`
  return {
    sql: `
        SELECT arraySlice(arrayPushBack(walk, toUInt8(${EDGE})), ${from}, ${depth + 1}) AS path
        FROM (
          SELECT ${direction === 'after' ? '' : 'arrayReverse'}(arrayCompact(arrayMap(hit -> toUInt8(bitAnd(hit, 255)), arraySort(groupArray(
              bitShiftLeft(toUInt64(toUnixTimestamp64Milli(time)), 8) + toUInt64(${coded})
            ))))) AS walk
          FROM hits
          WHERE ${where.sql} AND ${IS_STEP} ${sessions}
          GROUP BY visitor_id, session_id
          SETTINGS optimize_aggregation_in_order = 1
        )`,
    params: { ...where.params, ...match?.params },
  }
}

/** Whole paths and single transitions with their visits, most visits first; of whole paths as many as of one step's transitions. */
export function readParts(
  ask: Ask,
  { scope, names, ...definition }: PathsDefinition & { scope: Scope; names: readonly string[] },
): Promise<Answer<PartRow>> {
  const paths = pathsSql(scope, definition)
  return ask({
    id: 'paths',
    title: { de: 'Wege und von wo wohin', en: 'Paths, and from where to where' },
    sql: `
      SELECT part, toInt64(sum(path_visits)) AS visits
      FROM (
        SELECT path, count() AS path_visits
        FROM (${paths.sql}
        )
        GROUP BY path
      )
      ARRAY JOIN arrayPushBack(
        arrayMap(step -> [toUInt8(step), path[step], path[step + 1]], range(1, length(path))), arrayPushFront(path, toUInt8(0))
      ) AS part
      GROUP BY part
      ORDER BY visits DESC, part
      LIMIT {most:UInt32} BY part[1]`,
    params: {
      ...paths.params,
      names,
      codes: names.map((_, index) => index + 1),
      // Every pair of places a path can have at a step: the names, other, the anchor and the edge.
      most: (names.length + 3) ** 2,
    },
    row: partRow,
  })
}
