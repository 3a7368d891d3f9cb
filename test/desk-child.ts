/**
 * The worker of the desk as a process of its own, for tests that kill it: decides what is open, and acts, until it is killed.
 * node desk-child.mjs <state store> <other side>
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { approveProposal } from '../src/features/desk/decide.ts'
import { actOnDue } from '../src/features/desk/worker.ts'
import { openStateStore } from '../src/stores/state/store.ts'
import { crashSkills, deskOf, person } from './desk.ts'

const [url = '', otherSide = ''] = process.argv.slice(2)
const state = await openStateStore({ url, folder: '', environment: {} })
const now = () => Date.now()
const skills = crashSkills(otherSide)
const decides = deskOf(state, { now, set: () => undefined, pass: () => undefined }, skills)
// Acts as if the moment for second thoughts were over.
const acts = { ...decides, clock: { now: () => now() + 10_000 } }
process.stdout.write('ready\n')
for (;;) {
  const { rows } = await state.pool.query<{ id: string; content_hash: string }>(
    "SELECT id, content_hash FROM proposals WHERE state = 'open' ORDER BY number LIMIT 2",
  )
  for (const { id, content_hash: contentHash } of rows) await approveProposal(decides, person(1), id, { contentHash })
  await actOnDue(acts)
  await sleep(1)
}
