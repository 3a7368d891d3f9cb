/** Kill -9 between deciding and acting, and between acting and the receipt: every decision takes effect exactly once. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { propose } from '../src/features/desk/propose.ts'
import { verifyAudit } from '../src/stores/state/audit.ts'
import { bundleChild } from './bundled-child.ts'
import { clearDesk, crashSkills, deskOf, openStandIn, proposalOf, type StandIn, testClock } from './desk.ts'
import { openTestState, type TestState } from './state-store.ts'

const EACH = 24
const KILLS = 16
const MOST_RUNS = 200

let child: Awaited<ReturnType<typeof bundleChild>>
let state: TestState
let standIn: StandIn
beforeAll(async () => {
  child = await bundleChild(new URL('desk-child.ts', import.meta.url))
  state = await openTestState()
  await clearDesk(state)
  standIn = await openStandIn()
  standIn.answerAfterMs = 15
})
afterAll(async () => {
  await standIn.close()
  await state.close()
  child.remove()
})

async function started(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [child.file, state.databaseUrl, standIn.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (worker.stdout !== null) await once(worker.stdout, 'data')
  return worker
}

async function countOf(sql: string): Promise<number> {
  const { rows } = await state.pool.query<{ count: number }>(sql)
  return rows[0]?.count ?? 0
}

const left = () => countOf("SELECT count(*) FROM proposals WHERE state IN ('open', 'approved', 'edited')")

/** Until the other side has taken one more and not answered yet, however long this machine's processes take to get there. */
async function oneMoreEffect(): Promise<void> {
  const before = standIn.effects.length
  for (let n = 0; n < 2_000 && standIn.effects.length === before; n++) await sleep(1)
}

/** Small and repeatable: the moments at which we kill must differ. */
function randomFrom(seed: number): () => number {
  let value = seed
  return () => {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0
    return value / 2 ** 32
  }
}

describe('kill -9 of the worker', () => {
  it('again and again, with two of them at work: exactly one effect for each decision', async () => {
    const deps = deskOf(state, testClock(Date.now()), crashSkills(standIn.url))
    for (const skill of deps.skills)
      for (let n = 0; n < EACH; n++) await propose(deps, skill, proposalOf(`${skill.name}-${n}`), null)
    const random = randomFrom(5)
    let kills = 0
    let cutOffs = 0
    for (let run = 0; run < MOST_RUNS && (await left()) > 0; run++) {
      const workers = await Promise.all([started(), started()])
      if (kills >= KILLS) await sleep(2_000)
      else if (run % 2 === 0) await oneMoreEffect()
      else await sleep(5 + random() * 90)
      for (const worker of workers) worker.kill('SIGKILL')
      await Promise.all(
        workers.map((worker) => (worker.exitCode === null && worker.signalCode === null ? once(worker, 'exit') : null)),
      )
      kills += workers.length
      cutOffs += await countOf("SELECT count(*) FROM proposal_actions WHERE status = 'acting'")
    }
    expect(await left()).toBe(0)
    // Otherwise nothing was tried.
    expect(cutOffs).toBeGreaterThanOrEqual(3)

    const states = await state.pool.query('SELECT state, count(*) FROM proposals GROUP BY state')
    expect(states.rows).toEqual([{ state: 'applied', count: 2 * EACH }])
    const inside = await state.pool.query<{ item: string }>('SELECT item FROM test_effects')
    expect([inside.rows.length, new Set(inside.rows.map(({ item }) => item)).size]).toEqual([EACH, EACH])
    expect([standIn.effects.length, new Set(standIn.effects).size]).toEqual([EACH, EACH])
    const receipts = await state.pool.query("SELECT count(*) FROM audit_log WHERE action = 'proposal.applied'")
    expect(receipts.rows).toEqual([{ count: 2 * EACH }])
    expect((await verifyAudit(state)).brokenAt).toBeNull()
  }, 300_000)
})
