import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { childEnvironment } from '../../config.ts'
import { AppError } from '../../core/errors.ts'
import { type EmbeddedServer, startEmbedded } from './server.ts'
import { openStateStore } from './store.ts'

let folder: string
let server: EmbeddedServer | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dirigent-server-'))
  // As root the server runs as another user, who has to get in.
  chmodSync(folder, 0o755)
})
afterEach(async () => {
  await server?.stop()
  server = null
  rmSync(folder, { recursive: true, force: true })
})

const start = async () => {
  server = await startEmbedded({ folder, environment: childEnvironment() })
  return server
}
const pidFile = () => join(folder, 'cluster', 'postmaster.pid')
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0])

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries === 500) throw new Error('What was waited for has not come within ten seconds.')
    await sleep(20)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('the embedded server', () => {
  it('is adopted where a killed workbench left it, and stopped', async () => {
    const first = await start()
    const pid = serverPid()
    const second = await start()
    expect([first.started, second.started, second.url]).toEqual([true, false, first.url])
    await second.stop()
    expect(existsSync(pidFile())).toBe(false)
    // The server takes its file away as its last act; whoever started it hears of its end a moment later.
    await until(() => !isAlive(pid))
    await second.stop()
  })

  it('starts after a set-up that was cut off', async () => {
    mkdirSync(join(folder, 'cluster.partial'))
    writeFileSync(join(folder, 'cluster.partial', 'PG_VERSION'), '18\n')
    writeFileSync(join(folder, 'password'), '')
    await start()
    expect(existsSync(join(folder, 'cluster.partial'))).toBe(false)
    expect(statSync(join(folder, 'cluster')).mode & 0o077).toBe(0)
  })

  it('starts where its number was given to another program meanwhile, and leaves that alone', async () => {
    await (await start()).stop()
    writeFileSync(pidFile(), `${process.pid}\n${join(folder, 'cluster')}\n0\n1\n\n127.0.0.1\n`)
    expect((await start()).started).toBe(true)
    expect(serverPid()).not.toBe(process.pid)
  })

  it('starts again after it was killed, with everything that was committed', async () => {
    const url = (await start()).url
    const store = await openStateStore({ url, folder: '', environment: {} })
    await store.pool.query("UPDATE shop SET name = 'Testladen'")
    const pid = serverPid()
    process.kill(pid, 'SIGKILL')
    await until(() => !isAlive(pid))
    await store.close()
    const again = await openStateStore({ url: (await start()).url, folder: '', environment: {} })
    expect((await again.pool.query('SELECT name FROM shop')).rows).toEqual([{ name: 'Testladen' }])
    await again.close()
  })

  it('shows its password to nobody else', async () => {
    await start()
    for (const name of ['password', 'server.log']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
    expect(existsSync(join(folder, '.initdb-password'))).toBe(false)
  })
})

describe('a store whose server goes away', () => {
  it('fails the work that is under way with a sentence, and ends nothing else', async () => {
    const store = await openStateStore({ url: null, folder, environment: childEnvironment() })
    const pid = serverPid()
    const work = store.transaction(async (client) => {
      const sleeping = client.query('SELECT pg_sleep(60)')
      process.kill(pid, 'SIGKILL')
      await sleeping
    })
    const error: unknown = await work.catch((thrown: unknown) => store.explain(thrown))
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({
      code: 'store.unusable',
      message: expect.stringMatching(/^A store went away .*What is stored stays; run the same command again\.$/s),
    })
    await until(() => !isAlive(pid))
    await store.close()
  })

  it('leaves every other error as it is', async () => {
    const store = await openStateStore({ url: null, folder, environment: childEnvironment() })
    const own = new Error('of our own')
    expect(store.explain(own)).toBe(own)
    const syntax: unknown = await store.pool.query('SELEC 1').catch((thrown: unknown) => thrown)
    expect(store.explain(syntax)).toBe(syntax)
    await store.close()
  })
})
