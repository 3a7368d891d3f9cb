/**
 * Visits, computed whole from the log: whose each hit is, where one session ends and the next begins, what brought the visitor.
 * The same log gives the same rows, whatever order its events came in. Who is who: docs/decisions/visits.md.
 */
import { z } from 'zod'
import { FROM_HITS, PROJECTIONS, type ProjectionCounts, type ProjectionName } from './schema.ts'
import type { EventStore } from './store.ts'
import { rangesOf, type Slice, slicesOf } from './visits-slices.ts'
import { daysSql, hitsSql, IN_RANGE, identitiesSql, rangeSql, STAGE, sessionsSql, stageSql } from './visits-sql.ts'

export interface VisitOptions {
  /** The shop's; days are counted in it. */
  readonly timeZone: string
  readonly signal?: AbortSignal
}

const VISITS = [
  'identities',
  'sessions',
  'journeys',
  'product_days',
  'hits',
] as const satisfies readonly ProjectionName[]

/** Links that are held in memory at once, about 150 bytes each. */
const LINKS_PER_PART = 2_000_000
/** Events of which the links are looked up at once. */
const EVENTS_PER_PART = 10_000_000
/** The embedded engine does one statement after the other: what is staged at once is how long live events wait. */
const HITS_PER_SLICE = 1_000_000
/** Hits that are worked on at once: where each is a session of its own, their states just stay in memory (see sessionsSql). */
const HITS_PER_RANGE = 500_000

const countRow = z.object({ rows: z.number() })
const dayRow = z.object({ from: z.number(), hits: z.number() })
const rangeRow = z.object({ hits: z.number(), events: z.number() })

/**
 * Computes `identities`, `sessions`, `hits` and what is counted from them anew from the log and puts each in its place at once.
 * One rebuild at a time: the tables it works in have fixed names.
 * @throws the signal's reason when it is raised; the tables in use are left as they are
 */
export async function rebuildVisits(
  store: EventStore,
  { timeZone, signal }: VisitOptions,
): Promise<ProjectionCounts[]> {
  await clearWork(store)
  for (const name of VISITS) await store.change(store.layout.create(`${name}_next`, PROJECTIONS[name]))
  await store.change(store.layout.create('visits_stage', STAGE))
  const days = await store.query(daysSql, {}, dayRow)
  await linkIdentities(
    store,
    days.reduce((sum, { hits }) => sum + hits, 0),
    signal,
  )
  await stageHits(store, slicesOf(days, HITS_PER_SLICE), signal)
  for (const range of rangesOf(await countOf(store, 'visits_stage'), HITS_PER_RANGE)) {
    signal?.throwIfAborted()
    const [found] = await store.query(rangeSql, { ...range }, rangeRow)
    if (found === undefined || found.hits === 0) continue
    const hasRepeats = found.hits > found.events
    await store.command(sessionsSql(hasRepeats), { ...range, timeZone })
    await store.command(hitsSql(hasRepeats), { ...range, timeZone })
    for (const [name, fill] of FROM_HITS)
      await store.command(fill({ into: `${name}_next`, from: 'hits_next', where: IN_RANGE }), { ...range })
  }
  signal?.throwIfAborted()
  const counts: ProjectionCounts[] = []
  for (const name of VISITS) {
    await store.change(store.layout.exchange(name, `${name}_next`))
    counts.push({ name, rows: await countOf(store, name) })
  }
  await clearWork(store)
  return counts
}

async function linkIdentities(store: EventStore, events: number, signal: AbortSignal | undefined): Promise<void> {
  const parts = Math.ceil((events + 1) / EVENTS_PER_PART)
  for (let part = 0; part < parts; part++) {
    signal?.throwIfAborted()
    await store.command(identitiesSql, { parts, part })
  }
}

async function stageHits(store: EventStore, slices: readonly Slice[], signal: AbortSignal | undefined): Promise<void> {
  const parts = Math.ceil(((await countOf(store, 'identities_next')) + 1) / LINKS_PER_PART)
  for (const slice of slices) {
    for (let part = 0; part < parts; part++) {
      signal?.throwIfAborted()
      await store.command(stageSql, { ...slice, parts, part })
    }
  }
}

async function clearWork(store: EventStore): Promise<void> {
  for (const name of [...VISITS.map((visits) => `${visits}_next`), 'visits_stage'])
    await store.change(store.layout.drop(name))
}

async function countOf(store: EventStore, table: string): Promise<number> {
  const [counted] = await store.query(`SELECT count() AS rows FROM ${table}`, {}, countRow)
  return counted?.rows ?? 0
}
