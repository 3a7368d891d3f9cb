/**
 * What skills and people wrote at work (proposals, tasks, what was said about them, audiences): whoever is named there is found by key,
 * mail address and full name wherever it stands, so that no skill can forget to say in which field of its drafts it names somebody.
 */
import type { PoolClient } from 'pg'
import type { StateStore } from '../../stores/state/store.ts'
import { type Happening, record, takeOffDesk } from '../desk/index.ts'
import { textsOf } from './log-sql.ts'
import { createMasker } from './mask.ts'
import type { Counts, Subject } from './schema.ts'

type Reader = Pick<StateStore['pool'], 'query'> | Pick<PoolClient, 'query'>
type AnyRow = Readonly<Record<string, unknown>>

interface Place {
  /** As counts and exports call it. */
  readonly kind: string
  readonly table: string
  readonly texts: readonly string[]
  readonly documents: readonly string[]
  /** What an export shows beside them. */
  readonly beside: readonly string[]
}

const PLACES: readonly Place[] = [
  {
    kind: 'proposals',
    table: 'proposals',
    texts: ['subject_key', 'search_text'],
    documents: [...['subject_label', 'title', 'reason', 'draft', 'evidence', 'checks', 'newer', 'receipt', 'failure']],
    beside: ['skill', 'state', 'created_at'],
  },
  {
    kind: 'proposalHistory',
    table: 'proposal_history',
    texts: ['note'],
    documents: ['changes'],
    beside: ['at', 'action'],
  },
  {
    kind: 'proposalActions',
    table: 'proposal_actions',
    texts: [],
    documents: ['error'],
    beside: ['created_at', 'kind'],
  },
  { kind: 'tasks', table: 'tasks', texts: ['title', 'notes'], documents: [], beside: ['state', 'created_at'] },
  { kind: 'taskComments', table: 'task_comments', texts: ['body'], documents: [], beside: ['written_at'] },
  { kind: 'audiences', table: 'audiences', texts: ['name'], documents: ['definition'], beside: ['created_at'] },
]

/** A shorter name stands in texts that are about anything. */
const SHORTEST_NAME = 5

function wordsFor(subject: Subject): string[] {
  const names = subject.names.filter((name) => name.length >= SHORTEST_NAME)
  const words = [...textsOf(subject), ...names]
  return [...new Set([...words, ...words.map((word) => word.toLowerCase())])]
}

async function findRows(reader: Reader, { table, texts, documents, beside }: Place, words: readonly string[]) {
  const all = [...texts, ...documents]
  const whole = all.map((column) => `coalesce(${column}::text, '')`).join(` || E'\\n' || `)
  const needles = [...new Set(words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]))]
  const { rows } = await reader.query<AnyRow & { id: string }>(
    `SELECT id::text, ${[...all, ...beside].join(', ')} FROM ${table}
     WHERE EXISTS (SELECT FROM unnest($1::text[]) AS needle WHERE strpos(${whole}, needle) > 0) ORDER BY id`,
    [needles],
  )
  return rows
}

/**
 * Masks the person in all of it. What would still act on them is taken off the desk first: a draft without its addressee must not go out.
 * @returns rows changed
 */
export async function maskWork(client: PoolClient, subject: Subject, now: number): Promise<Counts> {
  const words = wordsFor(subject)
  const { mask } = createMasker(words)
  const counts: Record<string, number> = {}
  const happened: Happening[] = []
  for (const place of PLACES) {
    const { kind, table, texts, documents } = place
    for (const row of await findRows(client, place, words)) {
      const changed = [...texts, ...documents].filter((column) => mask(row[column]) !== row[column])
      if (changed.length === 0) continue
      const withdrawn = table === 'proposals' ? await takeOffDesk(client, row.id, now) : null
      if (withdrawn !== null) happened.push(withdrawn)
      const values = changed.map((column) =>
        documents.includes(column)
          ? JSON.stringify(mask(row[column]))
          : // Names of audiences are unique, and two may have been called after the same person.
            `${String(mask(row[column]))}${table === 'audiences' ? ` ${row.id}` : ''}`,
      )
      const sets = changed.map((column, index) => `${column} = $${index + 2}`)
      await client.query(`UPDATE ${table} SET ${sets.join(', ')} WHERE id::text = $1`, [row.id, ...values])
      counts[kind] = (counts[kind] ?? 0) + 1
    }
  }
  for (const one of happened) await record(client, one)
  return counts
}

/** Everything written at work that names the person, by kind. */
export async function readWork(reader: Reader, subject: Subject): Promise<Readonly<Record<string, readonly AnyRow[]>>> {
  const words = wordsFor(subject)
  const { mask } = createMasker(words)
  const found: Record<string, readonly AnyRow[]> = {}
  for (const place of PLACES) {
    const rows = await findRows(reader, place, words)
    found[place.kind] = rows.filter((row) => mask(row) !== row).map(({ search_text: _index, ...row }) => row)
  }
  return found
}
