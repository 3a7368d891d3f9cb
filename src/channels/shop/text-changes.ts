/** The descriptions that were changed, as a file: what a shop that is not connected has to take over. */
import { csvField } from '../../core/csv.ts'
import { type Day, startOfDay } from '../../core/time.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { readLastTexts } from './text-store.ts'

/** Texts may be long: so many are held at once, however many there are. */
const PAGE = 200

/** A text of the list; `channel` says whether it is in the shop already. */
interface ListedText {
  /** One of the product's numbers: it leads to the product. Empty: it has none. */
  readonly sku: string
  readonly external_id: string
  readonly source: string
  readonly language: string
  readonly html: string
  readonly changed_at: string
  readonly channel: string
}
const COLUMNS = ['sku', 'external_id', 'source', 'language', 'html', 'changed_at', 'channel'] as const

/** Of each product and language the last text, where it was set since the beginning of a shop day; the oldest first. */
async function* textsSince({ pool }: Pick<StateStore, 'pool'>, since: Date): AsyncGenerator<ListedText[]> {
  for (let afterId = 0; ; ) {
    const page = await readLastTexts(pool, { since, afterId, limit: PAGE })
    yield page.map(({ skus, externalId, source, lang, toHtml, changedAt, channel }) => ({
      sku: skus[0] ?? '',
      external_id: externalId,
      source,
      language: lang,
      html: toHtml,
      changed_at: changedAt.toISOString(),
      channel,
    }))
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    afterId = last.id
  }
}

type State = Pick<StateStore, 'pool'>

export async function* textsCsv(state: State, since: Day, timeZone: string): AsyncGenerator<string> {
  yield `${COLUMNS.join(',')}\n`
  for await (const page of textsSince(state, new Date(startOfDay(since, timeZone)))) {
    yield page.map((text) => `${COLUMNS.map((column) => csvField(text[column])).join(',')}\n`).join('')
  }
}

/** A list of objects with the same names as the columns. */
export async function* textsJson(state: State, since: Day, timeZone: string): AsyncGenerator<string> {
  let before = '['
  for await (const page of textsSince(state, new Date(startOfDay(since, timeZone)))) {
    for (const text of page) {
      yield `${before}\n${JSON.stringify(text)}`
      before = ','
    }
  }
  yield before === '[' ? '[]\n' : '\n]\n'
}
