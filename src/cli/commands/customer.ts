import { resolve } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { countPerson, erasePerson, exportPerson, readmitPerson, writeExport } from '../../features/privacy/index.ts'
import type { CliContext, Overrides } from '../context.ts'
import { countText } from '../text.ts'

export type CustomerAction = 'export' | 'erase' | 'readmit'

export interface CustomerOptions {
  readonly source?: string
  readonly out?: string
  readonly dryRun?: boolean
}

/** For the stores that no workbench holds: an erasure must not run beside a rebuild of what it takes away. */
export async function runCustomer(
  context: CliContext,
  overrides: Overrides,
  { action, id, ...options }: { action: CustomerAction; id: string } & CustomerOptions,
): Promise<void> {
  const { terminal, signal } = context
  const { source = null, out, dryRun = false } = options
  if (out !== undefined && action !== 'export') throw new AppError('usage.invalid', '--out is for: customer export')
  if (dryRun && action !== 'erase') throw new AppError('usage.invalid', '--dry-run is for: customer erase')
  const asked = { id, source }
  await context.withApp('customer', overrides, async (app) => {
    const deps = { state: app.state, events: app.events, clock: app.clock, timeZone: app.config.timeZone }
    if (action === 'export') {
      const document = await exportPerson(deps, asked, 'cli')
      if (out === undefined) terminal.print(JSON.stringify(document, null, 2))
      else {
        writeExport(resolve(out), document)
        terminal.say(`Written to ${out}; only you can read it. It is personal data: remove it when it has been sent.`)
      }
      return
    }
    if (action === 'readmit') {
      const was = await readmitPerson(deps, asked, 'cli')
      terminal.say(was ? 'This customer may be stored again.' : 'This customer was not erased; nothing is changed.')
      return
    }
    const { counts, wasErased } = dryRun
      ? await countPerson(deps, asked)
      : await erasePerson(deps, asked, { actor: 'cli', signal, onStep: (step) => terminal.progress(`  ${step}`) })
    terminal.endProgress()
    for (const [kind, count] of Object.entries(counts))
      if (count > 0) terminal.print(`${kind.padEnd(20)} ${countText(count)}`)
    if (wasErased) terminal.say('This customer was erased before; nothing is left to do.')
    else if (dryRun)
      terminal.say('Nothing was changed. Without --dry-run these rows are taken away, or lose the person.')
    else terminal.say('Erased. What comes back of this customer is erased again by night.')
  })
}
