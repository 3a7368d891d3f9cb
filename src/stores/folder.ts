/** The data folder: made, checked for room to write, and held by one process at a time. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  makeWritable(folder)
  const path = join(folder, LOCK_FILE)
  const mine: Holder = {
    pid: process.pid,
    startedTicks: startTicksOf(process.pid),
    command,
    since: new Date(now).toISOString(),
    url: null,
  }
  const temporary = join(folder, `.lock-${process.pid}-${randomBytes(4).toString('hex')}`)
  writeFileSync(temporary, JSON.stringify(mine), { mode: 0o644 })
  try {
    // A link is made or not made, never half: of two processes that come at once, one gets the folder.
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        linkSync(temporary, path)
        return lockOf(path, mine)
      } catch (error) {
        if (systemCodeOf(error) !== 'EEXIST') throw error
      }
      const holder = readHolder(folder)
      if (holder !== null) throw heldBy(folder, holder)
      rmSync(path, { force: true })
    }
  } finally {
    rmSync(temporary, { force: true })
  }
  throw new AppError('store.held', `The data folder ${folder} is being taken by several processes at once. Try again.`)
}

/** Who holds the folder now; null where nobody does (a lock left by a killed process counts as nobody). */
export function readHolder(folder: string): Holder | null {
  const path = join(folder, LOCK_FILE)
  if (!existsSync(path)) return null
  let holder: Holder
  try {
    holder = holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || systemCodeOf(error) === 'ENOENT') return null
    throw error
  }
  return isAlive(holder) ? holder : null
}

function lockOf(path: string, mine: Holder): FolderLock {
  return {
    publish(url) {
      writeFileSync(path, JSON.stringify({ ...mine, url }))
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

function makeWritable(folder: string): void {
  const probe = join(folder, `.write-probe-${process.pid}`)
  try {
    makeFolder(folder)
    writeFileSync(probe, 'x')
    rmSync(probe)
  } catch (error) {
    throw new AppError('store.unusable', `The data folder ${folder} cannot be written: ${reasonOf(error)}`)
  }
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
  const now = startTicksOf(pid)
  return now === null || startedTicks === null || now === startedTicks
}

/** Field 22 of /proc/<pid>/stat; null where the system has no such file. */
function startTicksOf(pid: number): string | null {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return null
  const stat = readFileSync(path, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}
