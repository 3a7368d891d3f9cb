/** The embedded server as a process: found by its pid file, asked how it is, and stopped. */
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'

const DATABASE = 'dirigent'
export const USER = 'dirigent'
/** How long a server that says nothing, or that it is shutting down, is waited for. */
const PATIENCE_MS = 20_000
/** Going through the log after a crash takes as long as the disk takes for 2 GB. */
const RECOVERY_MS = 600_000

/** What a server says to somebody who wants to ask it something. */
type Condition = 'ready' | 'starting' | 'stopping' | 'silent'

export function urlOf(port: number, password: string, database = DATABASE): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`
}

/**
 * The address of the running server of this cluster; null where none runs. One that hangs is stopped, what a killed one
 * left in the way is removed.
 */
export async function findRunning(cluster: string, password: string): Promise<string | null> {
  const running = readPidFile(cluster)
  if (running === null) return null
  const there = () => isRunning(running.pid, cluster)
  const condition = await waitUntilReady(running.port, password, there)
  if (condition === 'ready') return urlOf(running.port, password)
  if (there()) await stopServer(cluster, password)
  // PostgreSQL takes any process with that number for its own kind and would not start.
  else if (isOccupied(running.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return null
}

/**
 * Waits for a server that starts, however long it goes through its log.
 * @param isThere whether its process still lives
 */
export async function waitUntilReady(port: number, password: string, isThere: () => boolean): Promise<Condition> {
  const started = Date.now()
  let condition: Condition = 'silent'
  let heard = started
  while (isThere()) {
    condition = await ask(port, password)
    if (condition === 'ready') break
    if (condition === 'starting') heard = Date.now()
    if (Date.now() - heard > PATIENCE_MS || Date.now() - started > RECOVERY_MS) break
    await sleep(25)
  }
  return condition
}

/**
 * Stops the server: open transactions are rolled back, everything committed is on disk. One that does not answer has
 * nothing open and is stopped without ceremony: after a full disk PostgreSQL 18 can hang in its own shutdown for good.
 * @throws AppError 'store.unusable' where it does not end
 */
export async function stopServer(cluster: string, password: string): Promise<void> {
  const running = readPidFile(cluster)
  if (running === null) return
  const there = () => isRunning(running.pid, cluster) && existsSync(join(cluster, 'postmaster.pid'))
  if (!there()) return
  const polite = (await ask(running.port, password)) === 'ready'
  for (const signal of polite ? (['SIGINT', 'SIGQUIT'] as const) : (['SIGQUIT'] as const)) {
    signalIfThere(running.pid, signal)
    const deadline = Date.now() + PATIENCE_MS
    while (there() && Date.now() < deadline) await sleep(20)
    if (!there()) return
  }
  throw new AppError('store.unusable', `The embedded PostgreSQL (process ${running.pid}) does not stop.`)
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (systemCodeOf(error) !== 'ESRCH') throw error
  }
}

function readPidFile(cluster: string): { pid: number; port: number } | null {
  const lines = readIfThere(join(cluster, 'postmaster.pid'))?.split('\n') ?? []
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : null
}

/** Whether a living PostgreSQL of this cluster has this number: neither one that ended unreaped counts, nor another program. */
function isRunning(pid: number, cluster: string): boolean {
  if (!isOccupied(pid)) return false
  const stat = readIfThere(`/proc/${pid}/stat`)
  if (stat === null) return !existsSync('/proc/self/stat')
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
  const state = stat.charAt(stat.lastIndexOf(')') + 2)
  if (!name.startsWith('postgres') || state === 'Z' || state === 'X') return false
  const folder = folderOf(pid)
  return folder === null || folder === realpathSync(cluster)
}

function isOccupied(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (systemCodeOf(error) !== 'EPERM') return false
  }
  return true
}

/** PostgreSQL works in the folder of its cluster. Null: the system does not say. */
function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null // another user's process, gone meanwhile, or a system without /proc: the name has to do
  }
}

export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || systemCodeOf(error) === 'ESRCH') return null
    throw error
  }
}

/** Whether the server takes queries; makes our database where it is missing. */
async function ask(port: number, password: string): Promise<Condition> {
  try {
    await once(urlOf(port, password), 'SELECT 1')
    return 'ready'
  } catch (error) {
    if (systemCodeOf(error) !== '3D000') return conditionOf(error)
  }
  try {
    await once(urlOf(port, password, 'postgres'), `CREATE DATABASE ${DATABASE}`)
    return 'ready'
  } catch (error) {
    return conditionOf(error)
  }
}

function conditionOf(error: unknown): Condition {
  if (systemCodeOf(error) !== '57P03') return 'silent'
  return messageOf(error).includes('shutting down') ? 'stopping' : 'starting'
}

async function once(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined) // a server that goes away while we probe it is an answer too
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end()
  }
}
