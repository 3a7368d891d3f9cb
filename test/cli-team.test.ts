/** `dirigent team` and `dirigent shop changes`: over the stores, and over the workbench that holds them. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CliProcess, runCli, startCli } from './cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'dirigent-cli-team-'))
// As root the embedded server runs as another user, who has to get in.
chmodSync(folder, 0o755)
const dataDir = join(folder, 'data')
const EMAIL = 'olga@shop.example'
let workbench: CliProcess | null = null

async function stop(): Promise<void> {
  workbench?.child.kill('SIGTERM')
  await workbench?.done
  workbench = null
}
afterAll(async () => {
  await stop()
  rmSync(folder, { recursive: true, force: true })
})

const team = (...args: readonly string[]) => runCli(['team', ...args], { dataDir })
const changes = (...args: readonly string[]) => runCli(['shop', 'changes', ...args], { dataDir })

/** @returns the address the workbench is reached by, and its own first link */
async function start(): Promise<{ readonly url: string; readonly link: string }> {
  const started = startCli(['start', '--no-demo'], { dataDir, env: { DIRIGENT_PORT: '0' } })
  workbench = started
  const link = await new Promise<string>((resolve, reject) => {
    let said = ''
    started.child.stderr?.on('data', (text: string) => {
      said += text
      const found = /http:\/\/localhost:\d+\/welcome#\S+/.exec(said)
      if (found !== null) resolve(found[0])
    })
    started.done.then(({ code, stderr }) => reject(new Error(`It ended with ${code}: ${stderr}`)), reject)
  })
  return { url: new URL(link).origin, link }
}

const follow = (link: string, more: object) =>
  fetch(`${new URL(link).origin}/api/v1/setup/person`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-dirigent': '1' },
    body: JSON.stringify({ token: link.split('#').at(-1), password: 'Murmeltier im Regen', language: 'de', ...more }),
  })

describe('while no workbench runs', () => {
  it('nobody is there yet, and a link for the first owner is made', async () => {
    expect(await team('list')).toMatchObject({
      code: 0,
      stdout: 'Nobody yet. A link for the first owner: dirigent team link\n',
    })
    const made = await team('link')
    expect(made.code).toBe(0)
    expect(made.stdout).toMatch(/^http:\/\/localhost:4747\/welcome#\S{20,}\n$/)
    expect(made.stderr).toContain('works once, until ')
  })

  it('says what is wrong with what it cannot take', async () => {
    expect(await team('list', EMAIL)).toMatchObject({ code: 2, stderr: expect.stringContaining('takes nothing') })
    expect(await changes('--since', '2026-02-30')).toMatchObject({ code: 2, stdout: '' })
  })

  it('no price was changed: the table has its head alone', async () => {
    const { code, stdout } = await changes()
    expect([code, stdout.trimEnd().split('\n').length]).toEqual([0, 1])
    expect(stdout).toContain(',')
  })
}, 240_000)

describe('while the workbench runs', () => {
  let url: string
  beforeAll(async () => {
    ;({ url } = await start())
  }, 240_000)

  it('the link leads to it, works once, and makes the owner who is then in the list', async () => {
    const link = (await team('link')).stdout.trim()
    expect(new URL(link).origin).toBe(url)
    expect((await follow(link, { name: 'Olga', email: EMAIL })).status).toBe(200)
    expect((await follow(link, { name: 'Otto', email: 'otto@shop.example' })).status).toBe(404)
    expect((await team('list')).stdout).toMatch(/^olga@shop\.example +owner +signed in \d{4}-\d\d-\d\d +Olga\n$/)
  }, 240_000)

  it('somebody who cannot get in any more sets a new password by a link', async () => {
    const link = (await team('link', EMAIL)).stdout.trim()
    expect((await follow(link, { password: 'Regen trifft Murmeltier' })).status).toBe(200)
    const unknown = await team('link', 'nobody@shop.example')
    expect(unknown).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining('Nobody in the team') })
  }, 240_000)

  it('prices that were changed are asked of it', async () => {
    const asked = await changes()
    await stop()
    expect([asked.code, asked.stdout]).toEqual([0, (await changes()).stdout])
    expect((await team('list')).stdout).toContain(EMAIL)
  }, 240_000)
})
