/** `dirigent source`: over the stores while nobody holds them, and over the workbench while it does. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openApp } from '../src/app.ts'
import type { CliContext } from '../src/cli/context.ts'
import { runProgram } from '../src/cli/program.ts'
import { loadConfig } from '../src/config.ts'
import { createServer } from '../src/http/server.ts'
import { sourceRoutes } from '../src/ingest/collect/source-routes.ts'
import { verifyAudit } from '../src/stores/state/audit.ts'
import { asOwner } from './principals.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-sources-'))
// As root the embedded server runs as another user, who has to get in.
chmodSync(folder, 0o755)
const config = loadConfig({ env: { DIRIGENT_DATA_DIR: join(folder, 'data') }, cwd: folder })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; printed: string[]; said: string }> {
  const printed: string[] = []
  const said: string[] = []
  const context: CliContext = {
    terminal: {
      print: (line) => void printed.push(line),
      say: (line) => void said.push(line),
      progress: () => undefined,
      endProgress: () => undefined,
      isInteractive: false,
      outIsTTY: false,
      printBytes: () => undefined,
      flush: async () => null,
    },
    signal: new AbortController().signal,
    loadConfig: () => config,
    async withApp(command, _overrides, work) {
      const app = await openApp(config, command)
      try {
        return await work(app)
      } finally {
        await app.close()
      }
    },
  }
  const code = await runProgram(['source', ...args], '0', context)
  return { code, printed, said: said.join('\n') }
}

describe('dirigent source', () => {
  it('adds under a key of its own, lists, and refuses what is none', async () => {
    const added = await run('add', 'shop', '--origin', 'https://Shop.example:443/', '--origin', 'http://localhost:3000')
    expect(added.code).toBe(0)
    expect(added.printed).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
    const [line] = (await run('list')).printed
    expect(line).toMatch(/^shop +open +[0-9a-f]{32} {2}https:\/\/shop\.example http:\/\/localhost:3000$/)
    expect(line).toContain(added.printed[0])
    for (const args of [['Shop'], ['x', '--origin', 'shop.example'], ['x', '--origin', 'https://shop.example/a']]) {
      expect(await run('add', ...args)).toMatchObject({ code: 2, printed: [] })
    }
    expect(await run('add', 'shop')).toMatchObject({ code: 3, said: expect.stringContaining("source 'shop' already") })
    expect((await run('close', 'nobody')).code).toBe(3)
  })

  it('does the same over the workbench that holds the stores, and the audit log has all of it', async () => {
    const app = await openApp(config, 'start')
    const server = await createServer({
      ...app,
      hosts: [],
      authenticate: asOwner,
      routes: [sourceRoutes(app)],
    })
    try {
      app.lock.publish(await server.listen({ host: '127.0.0.1', port: 0 }))
      expect((await run('add', 'app')).printed).toHaveLength(1)
      expect(await run('add', 'app')).toMatchObject({
        code: 3,
        said: expect.stringContaining("source 'app' already"),
        printed: [],
      })
      expect((await run('add', 'x', '--origin', 'nonsense')).said).toMatch(/no origin of pages/)
      expect((await run('close', 'shop')).code).toBe(0)
      const { printed } = await run('list')
      expect(printed).toEqual([
        expect.stringMatching(/^app +open .*\(servers only\)$/),
        expect.stringMatching(/^shop +closed /),
      ])
      const { rows } = await app.state.pool.query<{ entry: string }>(
        "SELECT actor || ' ' || action || ' ' || subject AS entry FROM audit_log ORDER BY id",
      )
      expect(rows.map(({ entry }) => entry)).toEqual([
        'cli source.added shop',
        'cli source.added app',
        'cli source.closed shop',
      ])
      expect((await verifyAudit(app.state)).brokenAt).toBeNull()
    } finally {
      await server.close()
      await app.close()
    }
  })

  it('is refused while the demo shop is held: real events are not mixed into it', async () => {
    const app = await openApp(config, 'test')
    await app.state.pool.query("UPDATE shop SET demo_seed = 1, demo_until = '2026-11-22', demo_done = true")
    await app.close()
    const refused = await run('add', 'later')
    expect(refused.code).toBe(3)
    expect(refused.said).toMatch(/holds the demo shop.*Import your own data first/)
  })
})
