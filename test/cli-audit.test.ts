/** `dirigent audit` over the stores: whole, exported, and found out where somebody tampered with it. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { appendAudit } from '../src/stores/state/audit.ts'
import { openStateStore, type StateStore } from '../src/stores/state/store.ts'
import { runCli } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-audit-'))
// As root the embedded server runs as another user, who has to get in.
chmodSync(folder, 0o755)
const dataDir = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function withState(work: (state: StateStore) => Promise<unknown>): Promise<void> {
  const location = { url: null, folder: join(dataDir, 'postgres'), environment: { PATH: process.env.PATH ?? '' } }
  const state = await openStateStore(location)
  try {
    await work(state)
  } finally {
    await state.close()
  }
}

beforeAll(async () => {
  expect(await runCli(['audit', 'verify'], { dataDir })).toMatchObject({
    code: 0,
    stdout: 'The audit log is whole: 0 entries.\n',
  })
  await withState(async (state) => {
    for (const subject of ['a', 'b']) {
      const entry = {
        at: Date.UTC(2026, 4, 13),
        actor: 'system',
        action: 'proposal.proposed',
        subject,
        details: { n: 1 },
      }
      await state.transaction((client) => appendAudit(client, entry))
    }
  })
}, 120_000)

it('exports to a file that only its owner can read, and the export is an entry itself', async () => {
  const file = join(folder, 'audit.jsonl')
  expect(await runCli(['audit', 'export', '--out', file], { dataDir })).toMatchObject({ code: 0, stdout: '' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ action, subject, actor }) => [action, subject, actor])).toEqual([
    ['proposal.proposed', 'a', 'system'],
    ['proposal.proposed', 'b', 'system'],
    ['audit.exported', 'audit', 'cli'],
  ])
  const printed = await runCli(['audit', 'export'], { dataDir })
  expect(printed.stdout.trimEnd().split('\n')).toHaveLength(4)
}, 120_000)

it('ends with 3 and the number of the entry that was tampered with', async () => {
  await withState(async ({ pool }) => {
    await pool.query('ALTER TABLE audit_log DISABLE TRIGGER audit_log_only_grows')
    await pool.query("UPDATE audit_log SET actor = 'nobody' WHERE subject = 'b'")
  })
  const { code, stderr } = await runCli(['audit', 'verify'], { dataDir })
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/entry 2 is not as it was written.*Whole before it: 1 entry/),
  ])
}, 120_000)
