/**
 * One import from a file into both stores: read in blocks, each block stored with its place in the file in one transaction.
 * The same file twice changes nothing; cut off at any point, the next run goes on after the last block.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { csvField } from '../../core/csv.ts'
import { AppError, isDiskFull, messageOf, systemCodeOf } from '../../core/errors.ts'
import { sha256 } from '../../core/ids.ts'
import type { Clock } from '../../core/time.ts'
import { appendEvents } from '../../stores/events/log.ts'
import type { EventStore } from '../../stores/events/store.ts'
import { keepCurrency, readShop } from '../../stores/state/shop.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { checkImport, type ReadBatch, type ReadOptions, readImport } from '../import/read.ts'
import type { CustomerRecord, EventRecord, OrderRecord, ProductRecord, RejectedRow } from '../records.ts'
import { writeBuyers, writeCustomers } from './customers.ts'
import {
  bookBlock,
  closeImport,
  findImport,
  type ImportCounts,
  type ImportEntry,
  type ImportKey,
  openImport,
  readRejections,
} from './imports.ts'
import { type PreparedOrders, prepareOrders, writeOrders } from './orders.ts'
import { enqueueFacts, type FreshFacts, relayOutbox } from './outbox.ts'
import { writeProducts, writeSoldProducts } from './products.ts'
import { type Fact, shopEvent } from './to-events.ts'

/** Data rows stored in one transaction: big enough for bulk paths, small enough for memory and for little lost work. */
const BLOCK_ROWS = 20_000
/** A product makes as much work as several order lines, and while one block is delivered the next one is stored. */
const BLOCK_PRODUCTS = 4_000
/** Keys remembered of what was made already; forgetting only costs a look-up. */
const REMEMBERED = 200_000

export interface ImportDeps {
  readonly state: StateStore
  readonly events: EventStore
  readonly clock: Clock
}

export interface ImportOptions extends Omit<ReadOptions, 'skipRows' | 'onProgress'> {
  /** What `checkImport` gives for the file, where somebody has begun with it already. */
  readonly checked?: Promise<number>
  /** Name of the system the records come from; keys of two sources never meet. */
  readonly source: string
  readonly onProgress?: (progress: ImportProgress) => void
  /** Folder for the rejected rows where the file's own folder cannot be written. */
  readonly fallbackFolder: string
}

export interface ImportProgress {
  readonly phase: 'checking' | 'storing'
  readonly rows: number
  /** Null while the file is being checked. */
  readonly rowsTotal: number | null
  readonly bytes: number
  readonly bytesTotal: number
}

export interface ImportSummary {
  readonly file: string
  /** The file was imported before, whole; nothing was done. */
  readonly alreadyDone: boolean
  /** Rows that an earlier, cut-off run had stored. */
  readonly resumedAt: number
  readonly rows: number
  readonly accepted: number
  readonly rejected: number
  readonly rejectedFile: string | null
  readonly counts: ImportCounts
}

/**
 * Imports one file.
 * @throws AppError 'input.invalid' naming file and line where the file as a whole cannot be read; nothing is stored then
 */
export async function importFile(deps: ImportDeps, options: ImportOptions): Promise<ImportSummary> {
  const { state, clock } = deps
  const shop = await readShop(state)
  const read: ReadOptions = { ...readOptionsOf(options), currency: shop.currency ?? options.currency }
  const key = await keyOf(options)
  const known = await findImport(state, key)
  if (known?.status === 'done')
    return summarise(options.path, known, { alreadyDone: true, resumedAt: 0, rejectedFile: null })
  const rowsTotal = await checkWhole(options, read, known?.rowsTaken ?? 0)
  const entry = await openImport(state, key, clock.now())
  const done = await storeBlocks(deps, options, read, entry, rowsTotal)
  await relayOutbox(deps, options.signal)
  const rejectedFile = done.rejected > 0 ? await writeRejected(state, entry.id, options) : null
  await closeImport(state, entry.id, clock.now())
  return summarise(options.path, done, { alreadyDone: false, resumedAt: entry.rowsTaken, rejectedFile })
}

/** The file is read to its end before anything is stored: one that breaks off half-way must not be half imported. */
async function checkWhole(options: ImportOptions, read: ReadOptions, rowsTaken: number): Promise<number> {
  options.onProgress?.({ phase: 'checking', rows: 0, rowsTotal: null, bytes: 0, bytesTotal: 0 })
  try {
    return await (options.checked ?? checkImport(read))
  } catch (error) {
    throw cutOff(error, options.path, rowsTaken)
  }
}

function readOptionsOf({
  source: _source,
  currency: _currency,
  onProgress: _progress,
  checked: _checked,
  fallbackFolder: _folder,
  ...read
}: ImportOptions) {
  return read
}

async function keyOf({ format, source, path, ...settings }: ImportOptions): Promise<ImportKey> {
  const { timeZone, currency, encoding, delimiter, mapping } = settings
  const read = [timeZone, encoding ?? null, delimiter ?? null, mapping ?? null, currency]
  return {
    format,
    source,
    fileName: basename(path),
    fileHash: await hashFile(path),
    settingsHash: sha256(JSON.stringify(read)),
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer) // no encoding: Buffers
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT')
      throw new AppError('input.not-found', `There is no file ${path}. Check the path.`)
    if (systemCodeOf(error) === 'EISDIR')
      throw new AppError('input.invalid', `${path} is a folder. Name the file to import.`)
    throw new AppError('input.invalid', `${path} cannot be read: ${messageOf(error)}.`)
  }
  return hash.digest('hex')
}

interface Block {
  readonly products: ProductRecord[]
  readonly customers: CustomerRecord[]
  readonly orders: OrderRecord[]
  readonly events: EventRecord[]
  readonly rejected: RejectedRow[]
}

const emptyBlock = (): Block => ({ products: [], customers: [], orders: [], events: [], rejected: [] })

async function storeBlocks(
  deps: ImportDeps,
  options: ImportOptions,
  read: ReadOptions,
  entry: ImportEntry,
  rowsTotal: number,
): Promise<ImportEntry> {
  const memory = { skus: new Set<string>(), buyers: new Set<string>() }
  const counts = structuredClone(entry.counts)
  let bytes = { bytes: 0, bytesTotal: 0 }
  let taken = entry
  let relay: Promise<unknown> = Promise.resolve()

  const prepare = async (block: Block, rowsTaken: number) => {
    const { source } = options
    const orders = await prepareOrders(deps.state.pool, { source, importId: entry.id, orders: block.orders })
    return { block, orders, rowsTaken }
  }
  const store = async ({ block, orders, rowsTaken }: Awaited<ReturnType<typeof prepare>>) => {
    const accepted = rowsTaken - taken.rowsTaken - block.rejected.length
    const fresh = await storeBlock(deps, options, { entry, block, orders, rowsTaken, accepted, counts, memory })
    const rejected = taken.rejected + block.rejected.length
    taken = { ...taken, rowsTaken, accepted: taken.accepted + accepted, rejected, counts }
    options.onProgress?.({ phase: 'storing', rows: rowsTaken, rowsTotal, ...bytes })
    await relay
    relay = quietly(relayOutbox(deps, options.signal, fresh))
  }

  const batches = readImport({
    ...read,
    skipRows: entry.rowsTaken,
    onProgress: ({ bytesRead, bytesTotal }) => {
      bytes = { bytes: bytesRead, bytesTotal }
    },
  })
  // One block is stored and delivered while the next one is read and made ready; never more than two are held.
  let storing: Promise<unknown> = Promise.resolve()
  let block = emptyBlock()
  let begun = entry.rowsTaken
  let nextRow = entry.rowsTaken
  try {
    for await (const batch of batches) {
      for (const item of batch.items) sort(block, item)
      nextRow = batch.nextRow
      if (nextRow - begun < BLOCK_ROWS && block.products.length < BLOCK_PRODUCTS) continue
      const ready = await prepare(block, nextRow)
      await storing
      storing = quietly(store(ready))
      block = emptyBlock()
      begun = nextRow
    }
    await storing
    if (nextRow > begun) await store(await prepare(block, nextRow))
    await relay
    return taken
  } catch (error) {
    // What is under way comes to its end before anybody closes the stores below it.
    await Promise.allSettled([storing])
    await Promise.allSettled([relay])
    throw cutOff(deps.state.explain(error), options.path, taken.rowsTaken)
  }
}

/** Whoever waits for the promise learns of its failure; until then it must not count as unhandled. */
function quietly<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

/** Stopped, or a disk that is full: nothing is lost, what was booked stays, and the same command goes on there. */
function cutOff(error: unknown, file: string, rows: number): unknown {
  const stopped = error instanceof AppError && error.code === 'work.stopped'
  if (!stopped && !isDiskFull(error)) return error
  const stored = `${rows.toLocaleString('en-US')} rows of ${file} are stored`
  const again = 'run the same command again; it goes on there.'
  return stopped
    ? new AppError('work.stopped', `Stopped: ${stored}. To go on, ${again}`, {}, { cause: error })
    : new AppError('store.unusable', `The disk is full: ${stored}. Free some room and ${again}`, {}, { cause: error })
}

function sort(block: Block, item: ReadBatch['items'][number]): void {
  if ('type' in item) {
    block.rejected.push(item)
    return
  }
  const { record } = item
  if (record.type === 'order') block.orders.push(record)
  else if (record.type === 'product') block.products.push(record)
  else if (record.type === 'customer') block.customers.push(record)
  else block.events.push(record)
}

interface BlockWork {
  readonly entry: ImportEntry
  readonly block: Block
  readonly orders: PreparedOrders
  readonly rowsTaken: number
  readonly accepted: number
  readonly counts: ImportCounts
  readonly memory: { readonly skus: Set<string>; readonly buyers: Set<string> }
}

async function storeBlock(
  { state, events, clock }: ImportDeps,
  { source }: ImportOptions,
  { entry, block, orders, rowsTaken, accepted, counts, memory }: BlockWork,
): Promise<FreshFacts> {
  for (const known of Object.values(memory)) if (known.size > REMEMBERED) known.clear()
  const now = clock.now()
  // Events carry the source's own id, so storing them before the block is booked cannot double them.
  const stored = await appendEvents(
    events,
    block.events.map((event) => shopEvent(source, event)),
    now,
  )
  counts.events.added += stored
  counts.events.unchanged += block.events.length - stored
  return state.transaction(async (client) => {
    const currency = block.orders[0]?.currency ?? block.products[0]?.currency
    if (currency !== undefined) await keepCurrency(client, currency)
    const facts: Fact[] = [
      ...(await writeProducts(client, { source, products: block.products, counts: counts.products, now })),
      ...(await writeCustomers(client, { source, customers: block.customers, counts: counts.customers, now })),
      ...(await writeSoldProducts(client, { source, orders: block.orders, known: memory.skus })),
      ...(await writeBuyers(client, { source, orders: block.orders, known: memory.buyers })),
      ...(await writeOrders(client, orders, counts.orders)),
    ]
    const fresh = await enqueueFacts(client, facts)
    await bookBlock(client, entry, { rowsTaken, accepted, rejected: block.rejected, counts })
    return fresh
  })
}

function summarise(
  path: string,
  entry: ImportEntry,
  rest: Pick<ImportSummary, 'alreadyDone' | 'resumedAt' | 'rejectedFile'>,
): ImportSummary {
  return {
    file: path,
    rows: entry.rowsTaken,
    accepted: entry.accepted,
    rejected: entry.rejected,
    counts: entry.counts,
    ...rest,
  }
}

/** Writes the rejected rows beside the file, or into the fallback folder where that cannot be written. */
async function writeRejected(
  state: StateStore,
  importId: number,
  { path, fallbackFolder }: ImportOptions,
): Promise<string> {
  const name = `${basename(path)}.rejected.csv`
  for (const folder of [dirname(path), fallbackFolder]) {
    const file = join(folder, name)
    try {
      await pipeline(rejectedLines(state, importId), createWriteStream(file))
      return file
    } catch (error) {
      if (['EACCES', 'EROFS', 'EPERM'].includes(systemCodeOf(error) ?? '')) continue
      if (isDiskFull(error)) throw error
      const sentence = `The rejected rows cannot be written to ${file}: ${messageOf(error)}.`
      throw new AppError('input.invalid', sentence, {}, { cause: error })
    }
  }
  throw new AppError(
    'input.invalid',
    `The rejected rows can be written neither beside ${path} nor into ${fallbackFolder}.`,
  )
}

async function* rejectedLines(state: StateStore, importId: number): AsyncGenerator<string> {
  yield 'line,reason,row\n'
  for await (const page of readRejections(state, importId)) {
    yield page.map(({ line, reason, fields }) => [String(line), reason, ...fields].map(csvField).join(',')).join('\n')
    yield '\n'
  }
}
