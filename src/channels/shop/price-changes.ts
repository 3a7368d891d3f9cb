/** The prices that were changed, as a file: what a shop that is not connected has to take over. */
import { csvField } from '../../core/csv.ts'
import { AppError } from '../../core/errors.ts'
import { type Day, startOfDay } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { decimalOf } from './money.ts'
import { readChanges } from './price-store.ts'

/** Years of a busy shop; a file of more would be of no use to anybody. */
const MOST_ROWS = 100_000
const COLUMNS = [
  'sku',
  'price',
  'price_before',
  'strike_price',
  'strike_price_before',
  'currency',
  'changed_at',
  'channel',
]

/**
 * Every change since the beginning of a shop day, the oldest first; 'channel' says whether it is in the shop already.
 * @throws AppError 'usage.invalid' where there are more than fit into one file
 */
export async function changesCsv({ pool }: Pick<StateStore, 'pool'>, since: Day, timeZone: string): Promise<string> {
  const changes = await readChanges(pool, new Date(startOfDay(since, timeZone)), MOST_ROWS + 1)
  if (changes.length > MOST_ROWS) {
    throw new AppError(
      'usage.invalid',
      `since: there are more than ${MOST_ROWS} changes since ${since}; take a later day.`,
    )
  }
  const amount = (cents: number | null) => (cents === null ? '' : decimalOf(cents))
  const lines = changes.map((change) =>
    [
      change.sku,
      amount(change.toCents),
      amount(change.fromCents),
      amount(change.toCompareAt),
      amount(change.fromCompareAt),
      change.currency,
      change.changedAt.toISOString(),
      change.channel,
    ]
      .map(csvField)
      .join(','),
  )
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`
}
