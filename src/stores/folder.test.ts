import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHolder, takeFolder } from './folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dirigent-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lockFile = () => join(folder, 'dirigent.lock')

describe('takeFolder', () => {
  it('makes the folder and is refused to the next, naming the process and its command', () => {
    const deep = join(folder, 'a', 'b')
    const lock = takeFolder(deep, 'start', 0)
    expect(() => takeFolder(deep, 'night', 0)).toThrow(new RegExp(`held by process ${process.pid} \\('dirigent start'`))
    lock.release()
    takeFolder(deep, 'night', 0).release()
  })

  it('tells the address of the holder', () => {
    const lock = takeFolder(folder, 'start', 0)
    lock.publish('http://127.0.0.1:4747')
    expect(readHolder(folder)?.url).toBe('http://127.0.0.1:4747')
    lock.release()
    expect(readHolder(folder)).toBeNull()
  })

  it('takes over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => child.once('exit', resolve))
    writeFileSync(
      lockFile(),
      JSON.stringify({ pid: child.pid, startedTicks: null, command: 'start', since: '', url: null }),
    )
    takeFolder(folder, 'night', 0).release()
  })

  it('takes over where the number of the holder now belongs to another process', () => {
    writeFileSync(
      lockFile(),
      JSON.stringify({ pid: process.pid, startedTicks: '1', command: 'start', since: '', url: null }),
    )
    takeFolder(folder, 'night', 0).release()
  })

  it('takes over from a process that ended and was never asked how', async () => {
    // The shell becomes a program that never waits for its child.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const [pid] = await once(parent.stdout, 'data')
    const zombie = Number(String(pid))
    while (!readFileSync(`/proc/${zombie}/stat`, 'utf8').includes(') Z ')) await sleep(10)
    writeFileSync(
      lockFile(),
      JSON.stringify({ pid: zombie, startedTicks: null, command: 'start', since: '', url: null }),
    )
    takeFolder(folder, 'night', 0).release()
    parent.kill('SIGKILL')
  })

  it('leaves nothing behind but the lock', () => {
    const lock = takeFolder(folder, 'start', 0)
    lock.publish('http://127.0.0.1:1')
    expect(readdirSync(folder)).toEqual(['dirigent.lock'])
    lock.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('takes over a lock that was cut off while being written', () => {
    writeFileSync(lockFile(), '{"pid":')
    takeFolder(folder, 'night', 0).release()
  })

  it('says so where the system lets nobody make a folder', () => {
    expect(() => takeFolder('/proc/none/data', 'start', 0)).toThrow(
      /\/proc\/none\/data cannot be written: .*--data-dir/,
    )
  })

  it('says so where a file is in the way', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => takeFolder(join(file, 'data'), 'start', 0)).toThrow(
      /cannot be written: a file is where a folder is expected/,
    )
    mkdirSync(join(folder, 'ok'))
  })
})
