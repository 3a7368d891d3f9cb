/** Adding and closing sources, by whoever runs the workbench; each is a line of the audit log. */
import { randomBytes } from 'node:crypto'
import { AppError } from '../../core/errors.ts'
import type { Clock } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { readShop, refuseDemo } from '../../stores/state/shop.ts'
import { addSource, closeSource, listSources, type Source } from '../../stores/state/sources.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { originOf } from './cors.ts'

export interface SourceDeps {
  readonly state: Pick<StateStore, 'pool' | 'transaction'>
  readonly clock: Clock
}

/** What can be done with sources, over the stores or over the workbench that holds them. */
export interface SourceDesk {
  list(): Promise<Source[]>
  /**
   * Opens a source under a new random write key.
   * @throws AppError 'usage.invalid' where the name or an origin is none, 'input.conflict' where the name is taken
   */
  add(name: string, origins: readonly string[]): Promise<Source>
  /** @throws AppError 'input.not-found' where there is no open source of the name */
  close(name: string): Promise<void>
}

/** @param actor  who asks, for the audit log */
export function sourceDesk({ state, clock }: SourceDeps, actor: string): SourceDesk {
  return {
    list: () => listSources(state),
    async add(name, origins) {
      refuseDemo(await readShop(state))
      const createdAt = clock.now()
      const source: Source = {
        name,
        writeKey: randomBytes(16).toString('hex'),
        origins: [...new Set(origins.map(readOrigin))],
        createdAt,
        closedAt: null,
      }
      await state.transaction(async (client) => {
        await addSource(client, source)
        const details = { origins: source.origins.join(' ') }
        await appendAudit(client, { at: createdAt, actor, action: 'source.added', subject: name, details })
      })
      return source
    },
    async close(name) {
      const at = clock.now()
      await state.transaction(async (client) => {
        await closeSource(client, name, at)
        await appendAudit(client, { at, actor, action: 'source.closed', subject: name, details: {} })
      })
    },
  }
}

function readOrigin(text: string): string {
  const origin = originOf(text)
  if (origin !== null) return origin
  throw new AppError(
    'usage.invalid',
    `'${text.slice(0, 100)}' is no origin of pages. Write it as https://shop.example, without a path.`,
  )
}
