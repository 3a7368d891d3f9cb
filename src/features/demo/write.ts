/** Writes a demo shop into a folder: four files of records, the truth beside them, and a manifest that closes the work. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError, messageOf, systemCodeOf } from '../../core/errors.ts'
import type { ImportRecord } from '../../ingest/records.ts'
import { type DemoOptions, GENERATOR_VERSION, sizeOf } from './options.ts'
import { simulateShop, USUAL_RECORDS } from './simulate.ts'
import { type Truth, truthSchema } from './truth.ts'

/** The files of records, by the type of record in them: one JSON object per line, in order of time. */
export const DEMO_FILES = {
  product: 'products.ndjson',
  customer: 'customers.ndjson',
  order: 'orders.ndjson',
  event: 'events.ndjson',
} as const
export const TRUTH_FILE = 'truth.json'
const MANIFEST_FILE = 'demo.json'
const PARTIAL = '.partial'

const BUFFER_CHARS = 1 << 18
const RECORDS_PER_REPORT = 4000

const manifestSchema = z.object({
  generatorVersion: z.number(),
  seed: z.number(),
  endDay: z.string(),
  scale: z.number(),
  files: z.record(z.string(), z.object({ bytes: z.number(), records: z.number(), sha256: z.string() })),
})
type Manifest = z.infer<typeof manifestSchema>

interface DemoProgress {
  readonly records: number
  /** 0 to 1, estimated until the last record. */
  readonly share: number
}

interface WriteDemoOptions extends DemoOptions {
  readonly folder: string
  readonly onProgress?: (progress: DemoProgress) => void
  readonly signal?: AbortSignal
}

interface WrittenDemo {
  /** False: the files were there already and are whole. */
  readonly written: boolean
  readonly records: Readonly<Record<ImportRecord['type'], number>>
  readonly truth: Truth
}

/** A file that grows by lines, through a buffer; the caller waits while the disk does. */
class LineFile {
  readonly #handle: FileHandle
  readonly #hash: Hash = createHash('sha256')
  #buffer = ''
  bytes = 0
  records = 0

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** True when the buffer is full and `flush` is due. */
  add(line: string): boolean {
    this.#buffer += line
    this.#buffer += '\n'
    this.records++
    return this.#buffer.length >= BUFFER_CHARS
  }

  async flush(): Promise<void> {
    const chunk = Buffer.from(this.#buffer, 'utf8')
    this.#buffer = ''
    this.#hash.update(chunk)
    this.bytes += chunk.length
    await this.#handle.writeFile(chunk)
  }

  digest(): string {
    return this.#hash.digest('hex')
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }
}

/**
 * Writes the demo shop of a seed and an end day into the folder, or leaves it as it is where the same demo stands there
 * whole (same seed, end day, scale and generator version, and every file with its checksum). Files appear under their
 * names only when all are written. Throws AppError: 'work.stopped' when the signal fires, 'store.unusable' when the
 * folder cannot be written, 'usage.invalid' for wrong options; nothing half written is left then.
 */
export async function writeDemo(options: WriteDemoOptions): Promise<WrittenDemo> {
  const { folder } = options
  sizeOf(options)
  try {
    await mkdir(folder, { recursive: true })
    const present = await readPresent(options)
    if (present !== null) return present
    return await writeAll(options)
  } catch (error) {
    if (error instanceof AppError || systemCodeOf(error) === null) throw error
    const full = systemCodeOf(error) === 'ENOSPC' ? 'The disk is full' : 'The folder cannot be written'
    throw new AppError(
      'store.unusable',
      `${full}: ${folder} (${messageOf(error)}). Nothing of the demo shop was kept; make room or choose another folder and run it again.`,
      { folder },
      { cause: error },
    )
  }
}

async function writeAll(options: WriteDemoOptions): Promise<WrittenDemo> {
  const { folder, onProgress, signal } = options
  const names = [...Object.values(DEMO_FILES), TRUTH_FILE, MANIFEST_FILE]
  // The old manifest goes first: until the new one stands, the folder counts as unfinished.
  await rm(join(folder, MANIFEST_FILE), { force: true })
  const opened: LineFile[] = []
  const openFile = async (name: string): Promise<LineFile> => {
    const file = new LineFile(await open(join(folder, name + PARTIAL), 'w'))
    opened.push(file)
    return file
  }
  try {
    const files = {
      product: await openFile(DEMO_FILES.product),
      customer: await openFile(DEMO_FILES.customer),
      order: await openFile(DEMO_FILES.order),
      event: await openFile(DEMO_FILES.event),
    }
    const truthFile = await openFile(TRUTH_FILE)
    const expected = USUAL_RECORDS * (options.scale ?? 1)
    const simulation = simulateShop(options)
    let records = 0
    let step = simulation.next()
    for (; step.done !== true; step = simulation.next()) {
      const file = files[step.value.type]
      if (file.add(JSON.stringify(step.value))) await file.flush()
      records++
      if (records % RECORDS_PER_REPORT === 0) {
        if (signal?.aborted === true)
          throw new AppError('work.stopped', 'Making the demo shop was stopped; nothing of it was kept.')
        onProgress?.({ records, share: Math.min(0.99, records / expected) })
      }
    }
    const truth = step.value
    truthFile.add(JSON.stringify(truth, null, 1))
    const manifest: Manifest = {
      generatorVersion: GENERATOR_VERSION,
      seed: options.seed,
      endDay: options.endDay,
      scale: options.scale ?? 1,
      files: {},
    }
    for (const [i, file] of opened.entries()) {
      await file.flush()
      manifest.files[names[i] ?? ''] = { bytes: file.bytes, records: file.records, sha256: file.digest() }
    }
    const manifestFile = await openFile(MANIFEST_FILE)
    manifestFile.add(JSON.stringify(manifest, null, 1))
    await manifestFile.flush()
    await Promise.all(opened.splice(0).map((file) => file.close()))
    for (const name of names) await rename(join(folder, name + PARTIAL), join(folder, name))
    onProgress?.({ records, share: 1 })
    return { written: true, records: recordsOf(manifest), truth }
  } catch (error) {
    await Promise.allSettled(opened.map((file) => file.close()))
    await Promise.allSettled(names.map((name) => rm(join(folder, name + PARTIAL), { force: true })))
    throw error
  }
}

function recordsOf(manifest: Manifest): WrittenDemo['records'] {
  const count = (name: string) => manifest.files[name]?.records ?? 0
  return {
    product: count(DEMO_FILES.product),
    customer: count(DEMO_FILES.customer),
    order: count(DEMO_FILES.order),
    event: count(DEMO_FILES.event),
  }
}

/** The demo that stands in the folder, or null where it is another one, not whole, or none. */
async function readPresent({ folder, seed, endDay, scale = 1 }: WriteDemoOptions): Promise<WrittenDemo | null> {
  const manifest = manifestSchema.safeParse(await readJson(join(folder, MANIFEST_FILE)))
  if (!manifest.success) return null
  const found = manifest.data
  const same =
    found.generatorVersion === GENERATOR_VERSION &&
    found.seed === seed &&
    found.endDay === endDay &&
    found.scale === scale
  if (!same) return null
  for (const name of [...Object.values(DEMO_FILES), TRUTH_FILE]) {
    const entry = found.files[name]
    if (entry === undefined || (await sizeOnDisk(join(folder, name))) !== entry.bytes) return null
    if ((await sha256Of(join(folder, name))) !== entry.sha256) return null
  }
  const truth = truthSchema.safeParse(await readJson(join(folder, TRUTH_FILE)))
  return truth.success ? { written: false, records: recordsOf(found), truth: truth.data } : null
}

/** Parsed JSON of a file; null where there is none or it is no JSON, which is the same as not being there. */
async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || systemCodeOf(error) === 'ENOENT') return null
    throw error
  }
}

async function sizeOnDisk(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null
    throw error
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
