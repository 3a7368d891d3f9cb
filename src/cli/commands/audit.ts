import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../core/errors.ts'
import { auditVerdictSchema, exportAudit } from '../../features/audit/index.ts'
import { type AuditVerdict, verifyAudit } from '../../stores/state/audit.ts'
import type { CliContext, Overrides } from '../context.ts'
import { type RunningWorkbench, runningWorkbench } from '../running.ts'
import { countText } from '../text.ts'

export type AuditAction = 'verify' | 'export'

export async function runAudit(
  context: CliContext,
  overrides: Overrides,
  { action, out }: { action: AuditAction; out: string | undefined },
): Promise<void> {
  const running = runningWorkbench(context.loadConfig(overrides).dataDir)
  if (action === 'verify') {
    if (out !== undefined) throw new AppError('usage.invalid', '--out goes with export.')
    return tell(context, await readVerdict(context, overrides, running))
  }
  if (running !== null) return write(context, out, await running.stream('/api/v1/audit/export'))
  await context.withApp('audit', overrides, ({ state, clock }) =>
    write(context, out, Readable.from(exportAudit(state, { actor: 'cli', now: clock.now() }))),
  )
}

async function readVerdict(
  context: CliContext,
  overrides: Overrides,
  running: RunningWorkbench | null,
): Promise<AuditVerdict> {
  if (running !== null) return auditVerdictSchema.parse(await running.ask('/api/v1/audit/verify'))
  return context.withApp('audit', overrides, ({ state }) => verifyAudit(state))
}

function tell({ terminal }: CliContext, { entries, brokenAt }: AuditVerdict): void {
  const count = `${countText(entries)} ${entries === 1 ? 'entry' : 'entries'}`
  if (brokenAt === null) {
    terminal.print(`The audit log is whole: ${count}.`)
    return
  }
  throw new AppError(
    'input.invalid',
    `The audit log was tampered with: entry ${brokenAt} is not as it was written, or the one before it is missing. Whole before it: ${count}.`,
  )
}

/** Only the owner of the file can read it: it says who did what. */
async function write({ terminal, signal }: CliContext, out: string | undefined, lines: Readable): Promise<void> {
  if (out !== undefined) {
    await pipeline(lines, createWriteStream(out, { mode: 0o600 }), { signal })
    terminal.say(`Written to ${out}.`)
    return
  }
  lines.setEncoding('utf8')
  let rest = ''
  for await (const part of lines) {
    const pieces = `${rest}${String(part)}`.split('\n')
    rest = pieces.pop() ?? ''
    for (const line of pieces) terminal.print(line)
  }
}
