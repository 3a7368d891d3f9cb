/** The demo shop, from the simulator's files into both stores. */
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, yesterday } from '../app.ts'
import { AppError } from '../core/errors.ts'
import type { Day } from '../core/time.ts'
import { describeCurrentShop } from '../deps.ts'
import { DEMO_FILES, TRUTH_FILE, writeDemo } from '../features/demo/index.ts'
import { importFile } from '../ingest/write/run.ts'
import { clearEvents } from '../stores/events/project.ts'
import { beginDemo, dropDemo, finishDemo, isEmptyShop, readShop } from '../stores/state/shop.ts'
import { listSources } from '../stores/state/sources.ts'
import type { CliContext } from './context.ts'
import type { Terminal } from './terminal.ts'
import { countText } from './text.ts'

/** Name and VAT of the simulated shop. */
const DEMO_SHOP = { name: 'Bergfreund Outdoor', currency: 'EUR', taxPercent: 19 }
const DEMO_SEED = 1
const SOURCE = 'dirigent'

/** What was asked for; null: what is there already, else the usual. */
export interface DemoWish {
  readonly seed: number | null
  readonly endDay: Day | null
}

/**
 * Makes the demo shop where nothing or the same demo is; cut off, the next run goes on.
 * @throws AppError 'input.conflict' where a real shop or another demo is held
 */
export async function buildDemo(app: App, { terminal, signal }: CliContext, wish: DemoWish): Promise<void> {
  if (await awaitsImport(app)) roomIsTaken(app)
  const demo = await chooseDemo(app, wish)
  const folder = join(app.config.dataDir, 'demo')
  const { records } = await writeDemo({
    ...demo,
    folder,
    signal,
    onProgress: ({ share }) => terminal.progress(`Simulating the demo shop  ${Math.round(share * 100)} %`),
  })
  terminal.endProgress()
  await beginDemo(app.state, DEMO_SHOP, demo)
  const shop = await describeCurrentShop(app)
  for (const [kind, name] of Object.entries(DEMO_FILES)) {
    await importFile(app, {
      format: 'dirigent',
      path: join(folder, name),
      source: SOURCE,
      timeZone: shop.timeZone,
      currency: shop.currency,
      signal,
      fallbackFolder: app.config.dataDir,
      onProgress: ({ rows, rowsTotal }) =>
        terminal.progress(
          `Storing ${kind}s  ${countText(rows)}${rowsTotal === null ? '' : ` of ${countText(rowsTotal)}`}`,
        ),
    })
    terminal.endProgress()
  }
  await finishDemo(app.state)
  const { product, customer, order, event } = records
  terminal.say(
    `Demo shop of seed ${demo.seed} until ${demo.endDay}: ${countText(product)} product entries, ${countText(customer)} customers, ${countText(order)} orders, ${countText(event)} shop events. What was planted: ${join(folder, TRUTH_FILE)}`,
  )
}

async function chooseDemo(app: App, { seed, endDay }: DemoWish): Promise<{ seed: number; endDay: Day }> {
  const { demo } = await readShop(app.state)
  if ((await isEmptyShop(app.state)) && (await listSources(app.state)).length === 0)
    return { seed: seed ?? DEMO_SEED, endDay: endDay ?? yesterday(app) }
  const { dataDir } = app.config
  if (demo === null) {
    throw new AppError(
      'input.conflict',
      `The data folder ${dataDir} holds the data of a shop; the demo is not mixed into it. Choose another folder with --data-dir.`,
    )
  }
  if ((seed ?? demo.seed) !== demo.seed || (endDay ?? demo.endDay) !== demo.endDay) {
    throw new AppError(
      'input.conflict',
      `The data folder ${dataDir} holds the demo shop of seed ${demo.seed} until ${demo.endDay}; another one is not mixed into it. Choose another folder with --data-dir.`,
    )
  }
  return demo
}

/** Lies in the data folder from the moment the demo begins to leave until the data it left for have come. */
const ROOM_FILE = 'demo-made-room'

/** What whoever meets a shop in that state is told. */
export const IMPORT_CUT_OFF =
  'There is no data yet: the demo shop has made room for your own, but their import ended before anything was stored. Run that import again.'

/**
 * Takes the demo shop out before the data of a real one comes in: both in one report would be of no use to anybody.
 * The log goes first and the word that there is a demo last, so that a cut-off clearance can be finished.
 */
export async function makeRoom(app: App, { terminal }: { terminal: Pick<Terminal, 'say'> }): Promise<void> {
  const { demo } = await readShop(app.state)
  if (demo === null) return
  terminal.say(
    'The demo shop makes room for your own data. (To have it again: dirigent demo --data-dir <another folder>)',
  )
  writeFileSync(roomFile(app), `${IMPORT_CUT_OFF}\n`)
  await clearDemo(app)
}

async function clearDemo({ state, events, config }: App): Promise<void> {
  await clearEvents(events)
  rmSync(join(config.dataDir, 'demo'), { recursive: true, force: true })
  await dropDemo(state)
}

/** Says that the room the demo made is taken. */
export function roomIsTaken(app: App): void {
  rmSync(roomFile(app), { force: true })
}

/**
 * Whether the demo has made room for data that have not come; a clearance that was itself cut
 * off is finished first, for what is left of the demo has no events any more.
 */
export async function awaitsImport(app: App): Promise<boolean> {
  if (!existsSync(roomFile(app))) return false
  if ((await readShop(app.state)).demo !== null) await clearDemo(app)
  return isEmptyShop(app.state)
}

function roomFile({ config }: App): string {
  return join(config.dataDir, ROOM_FILE)
}
