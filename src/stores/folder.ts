/** The data folder: made, checked for room to write, and held by one process at a time. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError, messageOf, systemCodeOf } from '../core/errors.ts'

const LOCK_FILE = 'dirigent.lock'

const holderSchema = z.object({
  pid: z.number().int(),
  /** Start time of the process in clock ticks since boot; tells a reused number from the holder. Null where unknown. */
  startedTicks: z.string().nullable(),
  command: z.string(),
  since: z.string(),
  /** Address of the workbench where it serves one. */
  url: z.string().nullable(),
})
export type Holder = z.infer<typeof holderSchema>

export interface FolderLock {
  /** Says under which address the holder serves. */
  publish(url: string): void
  release(): void
}

/**
 * Makes the folder where it is missing and takes it for this process.
 * @throws AppError 'store.held' naming the process that holds it, 'store.unusable' where it cannot be written
 */
export function takeFolder(folder: string, command: string, now: number): FolderLock {
  const mine: Holder = {
    pid: process.pid,
    startedTicks: startTicksOf(process.pid),
    command,
    since: new Date(now).toISOString(),
    url: null,
  }
  const path = join(folder, LOCK_FILE)
  const temporary = writeBeside(folder, mine)
  try {
    // A link is made or not made, never half: of two processes that come at once, one gets the folder.
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(temporary, path)
        return lockOf(folder, mine)
      } catch (error) {
        if (systemCodeOf(error) !== 'EEXIST') throw unusable(folder, error)
      }
      const holder = readHolder(folder) ?? removeStale(path, `${temporary}-stale`)
      if (holder !== null) throw heldBy(folder, holder)
    }
  } finally {
    rmSync(temporary, { force: true })
  }
  throw new AppError('store.held', `The data folder ${folder} is being taken by several processes at once. Try again.`)
}

/**
 * Removes the lock of a process that is no more.
 * @returns the holder where another process took the folder between the look and the removal; its lock is put back
 */
function removeStale(path: string, aside: string): Holder | null {
  try {
    renameSync(path, aside)
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null
    throw error
  }
  try {
    const holder = readHolderFile(aside)
    if (holder !== null) linkSync(aside, path)
    return holder
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Who holds the folder now; null where nobody does (a lock left by a killed process counts as nobody). */
export function readHolder(folder: string): Holder | null {
  return readHolderFile(join(folder, LOCK_FILE))
}

function readHolderFile(path: string): Holder | null {
  let holder: Holder
  try {
    holder = holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '')) return null
    throw error
  }
  return isAlive(holder) ? holder : null
}

function lockOf(folder: string, mine: Holder): FolderLock {
  const path = join(folder, LOCK_FILE)
  return {
    publish(url) {
      // Renamed into place: whoever reads the lock meanwhile must not find half of it and take it for nobody's.
      renameSync(writeBeside(folder, { ...mine, url }), path)
    },
    release() {
      rmSync(path, { force: true })
    },
  }
}

function heldBy(folder: string, holder: Holder): AppError {
  return new AppError(
    'store.held',
    `The data folder ${folder} is held by process ${holder.pid} ('dirigent ${holder.command}', since ${holder.since}). ` +
      'Stop that process first, or choose another folder with --data-dir.',
    { pid: holder.pid },
  )
}

/** Makes the folder where it is missing and writes the holder into a file of its own there; shows that the folder can be written. */
function writeBeside(folder: string, holder: Holder): string {
  const path = join(folder, `.lock-${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    makeFolder(folder)
    writeFileSync(path, JSON.stringify(holder), { mode: 0o644 })
    return path
  } catch (error) {
    if (existsSync(path)) rmSync(path)
    throw unusable(folder, error)
  }
}

function unusable(folder: string, error: unknown): AppError {
  return new AppError('store.unusable', `The data folder ${folder} cannot be written: ${reasonOf(error)}`)
}

/** One level after the other: Node's own recursion never ends where a file system answers ENOENT to a mkdir (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error
  }
}

function reasonOf(error: unknown): string {
  switch (systemCodeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'permission is missing. Give this user write permission, or choose another folder with --data-dir.'
    case 'EROFS':
      return 'the file system is read-only. Choose another folder with --data-dir.'
    case 'ENOSPC':
      return 'the disk is full. Free some room and start again; nothing was changed.'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file is where a folder is expected. Choose another folder with --data-dir.'
    default:
      return `${messageOf(error)}. Choose another folder with --data-dir.`
  }
}

function isAlive({ pid, startedTicks }: Holder): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (systemCodeOf(error) !== 'EPERM') return false
  }
  const now = readStat(pid)
  if (now === null) return true
  // Ended, but nobody has asked how: the number is still there, the process is not.
  if (now.state === 'Z' || now.state === 'X') return false
  return startedTicks === null || now.startedTicks === startedTicks
}

function startTicksOf(pid: number): string | null {
  return readStat(pid)?.startedTicks ?? null
}

/** Fields 3 and 22 of /proc/<pid>/stat; null where the system has no such file. */
function readStat(pid: number): { state: string; startedTicks: string | null } | null {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return null
  const stat = readFileSync(path, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', startedTicks: fields[19] ?? null }
}
