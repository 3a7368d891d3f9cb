/** The audit log as JSON lines, each with what is needed to reckon the chain elsewhere. */
import { appendAudit, readAudit } from '../../stores/state/audit.ts'
import type { StateStore } from '../../stores/state/store.ts'

/** Characters sent at a time. */
const PIECE = 65_536

/**
 * The whole log, the oldest first; that it was exported is an entry itself, the last one of the export. The hash of each is
 * SHA-256 over the JSON of [previousHash, at, actor, action, subject, details], `at` in milliseconds since 1970.
 */
export async function* exportAudit(
  state: Pick<StateStore, 'pool' | 'transaction'>,
  { actor, now }: { actor: string; now: number },
): AsyncGenerator<string> {
  const entry = { at: now, actor, action: 'audit.exported', subject: 'audit', details: {} }
  await state.transaction((client) => appendAudit(client, entry))
  let lines = ''
  for await (const { id, at, previousHash, hash, ...rest } of readAudit(state)) {
    lines += `${JSON.stringify({ id, at, ...rest, previousHash, hash })}\n`
    // Each piece is a way through the whole server: a line alone costs more for that than for itself.
    if (lines.length < PIECE) continue
    yield lines
    lines = ''
  }
  yield lines
}
