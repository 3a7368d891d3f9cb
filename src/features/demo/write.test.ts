import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { truthSchema } from './truth.ts'
import { DEMO_FILES, TRUTH_FILE, writeDemo } from './write.ts'

const options = { seed: 3, endDay: '2026-11-22', scale: 0.01 }
const ALL = [...Object.values(DEMO_FILES), TRUTH_FILE, 'demo.json'].sort()

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dirigent-demo-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const contentOf = async (where: string) =>
  Object.fromEntries(
    await Promise.all(ALL.map(async (name) => [name, await readFile(join(where, name), 'utf8')] as const)),
  )

describe('writeDemo', () => {
  it('writes one record per line, the truth and a manifest, and nothing else', async () => {
    const written = await writeDemo({ ...options, folder })
    expect((await readdir(folder)).sort()).toEqual(ALL)
    for (const type of ['product', 'customer', 'order', 'event'] as const) {
      const name = DEMO_FILES[type]
      const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n')
      expect(lines.length).toBe(written.records[type])
      const shapes = new Set(lines.map((line) => Object.keys(JSON.parse(line)).join()))
      expect(shapes.size).toBe(1)
      for (const line of lines) expect(line.startsWith(`{"type":"${type}",`)).toBe(true)
    }
    expect(truthSchema.parse(JSON.parse(await readFile(join(folder, TRUTH_FILE), 'utf8')))).toEqual(written.truth)
    expect(written.truth.counts.orders).toBe(written.records.order)
    expect(written.truth.counts.events).toBe(written.records.event)
  })

  it('writes the same bytes for the same seed and end day, others for another seed', async () => {
    await writeDemo({ ...options, folder: join(folder, 'a') })
    await writeDemo({ ...options, folder: join(folder, 'b') })
    await writeDemo({ ...options, seed: 4, folder: join(folder, 'c') })
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((name) => contentOf(join(folder, name))))
    expect(a).toEqual(b)
    for (const name of ALL) expect(c?.[name]).not.toBe(a?.[name])
  })

  it('leaves a demo that stands there whole as it is', async () => {
    const first = await writeDemo({ ...options, folder })
    const before = await stat(join(folder, DEMO_FILES.event))
    const again = await writeDemo({ ...options, folder })
    expect([first.written, again.written]).toEqual([true, false])
    expect(again.records).toEqual(first.records)
    expect(again.truth).toEqual(first.truth)
    expect((await stat(join(folder, DEMO_FILES.event))).ino).toBe(before.ino)
  })

  it.each([
    ['a file is gone', (path: string) => rm(path)],
    [
      'a file was changed',
      async (path: string) => writeFile(path, (await readFile(path, 'utf8')).replace('"EUR"', '"USD"')),
    ],
    ['a file was cut', async (path: string) => writeFile(path, (await readFile(path, 'utf8')).slice(0, -10))],
  ])('writes again where %s', async (_, spoil) => {
    await writeDemo({ ...options, folder })
    const before = await contentOf(folder)
    await spoil(join(folder, DEMO_FILES.order))
    expect((await writeDemo({ ...options, folder })).written).toBe(true)
    expect(await contentOf(folder)).toEqual(before)
  })

  it('replaces the demo of another end day', async () => {
    await writeDemo({ ...options, folder })
    const other = await writeDemo({ ...options, endDay: '2026-11-21', folder })
    expect([other.written, other.truth.endDay]).toEqual([true, '2026-11-21'])
  })

  it('keeps nothing when it is stopped, and says so', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(writeDemo({ ...options, folder, signal: stop.signal })).rejects.toMatchObject({ code: 'work.stopped' })
    expect(await readdir(folder)).toEqual([])
  })

  it('reports a share that only grows and ends at 1', async () => {
    const shares: number[] = []
    await writeDemo({ ...options, folder, onProgress: ({ share }) => shares.push(share) })
    expect(shares.length).toBeGreaterThan(1)
    expect(shares.at(-1)).toBe(1)
    expect(shares.every((share, i) => i === 0 || share >= (shares[i - 1] ?? 0))).toBe(true)
  })

  it('names the folder that cannot be used', async () => {
    const path = join(folder, 'file')
    await writeFile(path, '')
    await expect(writeDemo({ ...options, folder: join(path, 'below') })).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringContaining(path),
    })
  })
})
