/** The demo shop, from the simulator's files into both stores. */
import { join } from 'node:path'
import { type App, describeCurrentShop } from '../app.ts'
import { AppError } from '../core/errors.ts'
import type { Day } from '../core/time.ts'
import { DEMO_FILES, TRUTH_FILE, writeDemo } from '../features/demo/index.ts'
import { importFile } from '../ingest/write/run.ts'
import { describeShop, isEmptyShop, readShop } from '../stores/state/shop.ts'
import type { CliContext } from './context.ts'
import { countText } from './text.ts'

/** Name and VAT of the simulated shop. */
const DEMO_SHOP = { name: 'Bergfreund Outdoor', currency: 'EUR', taxPercent: 19, isDemo: true }
const SOURCE = 'dirigent'

/**
 * Makes the demo shop where nothing or the same demo is; cut off, the next run goes on.
 * @throws AppError 'input.conflict' where the data folder holds a real shop
 */
export async function buildDemo(
  app: App,
  { terminal, signal }: CliContext,
  demo: { seed: number; endDay: Day },
): Promise<void> {
  const facts = await readShop(app.state)
  if (!facts.isDemo && !(await isEmptyShop(app.state))) {
    throw new AppError(
      'input.conflict',
      `The data folder ${app.config.dataDir} holds the data of a shop; the demo is not mixed into it. Choose another folder with --data-dir.`,
    )
  }
  await describeShop(app.state, DEMO_SHOP)
  const folder = join(app.config.dataDir, 'demo')
  const { records } = await writeDemo({
    ...demo,
    folder,
    signal,
    onProgress: ({ share }) => terminal.progress(`Simulating the demo shop  ${Math.round(share * 100)} %`),
  })
  terminal.endProgress()
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
  const { product, customer, order, event } = records
  terminal.say(
    `Demo shop until ${demo.endDay}: ${countText(product)} product entries, ${countText(customer)} customers, ${countText(order)} orders, ${countText(event)} shop events. What was planted: ${join(folder, TRUTH_FILE)}`,
  )
}
