/** What changed, told to everybody who has a page open: PostgreSQL's NOTIFY, sent with the transaction that made the change. */
import pg from 'pg'
import { z } from 'zod'

const CHANNEL = 'dirigent_live'
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 10_000

export interface LiveChange {
  /** First part of the address below /api/v1: 'proposals', 'tasks'. */
  readonly topic: string
  /** Of what changed; null: several, or the whole of it. */
  readonly id: string | null
}

const changeSchema = z.object({ topic: z.string(), id: z.string().nullable() })

/** Tells a change when the transaction of `client` is committed, and not at all where it is rolled back. */
export async function notifyLive(
  client: Pick<pg.ClientBase, 'query'>,
  topic: string,
  id: string | null = null,
): Promise<void> {
  await client.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify({ topic, id } satisfies LiveChange)])
}

export interface LiveListener {
  close(): Promise<void>
}

export interface LiveEars {
  onChange(change: LiveChange): void
  /** The line to the store was broken for a while: anything may have changed in between. */
  onGap(): void
}

/**
 * Listens on a connection of its own, which is made anew whenever it breaks.
 * @param url  connection string of the state store
 * @throws where it cannot be made the first time
 */
export async function listenLive(url: string, ears: LiveEars): Promise<LiveListener> {
  let closed = false
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let pauseMs = FIRST_PAUSE_MS

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url, application_name: 'dirigent live', keepAlive: true })
    client = next
    let lost = false
    const lose = () => {
      if (lost) return
      lost = true
      next.end().catch(() => undefined)
      if (closed) return
      timer = setTimeout(() => reconnect(), pauseMs)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    }
    next.on('error', lose)
    next.on('end', lose)
    next.on('notification', ({ payload }) => {
      const change = parse(payload ?? '')
      if (change !== null) ears.onChange(change)
    })
    try {
      await next.connect()
      await next.query(`LISTEN ${CHANNEL}`)
      pauseMs = FIRST_PAUSE_MS
    } catch (error) {
      lose()
      throw error
    }
  }
  const reconnect = () => {
    // One that fails tries again by itself, later each time.
    connect().then(
      () => ears.onGap(),
      () => undefined,
    )
  }

  const close = async () => {
    closed = true
    clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
  try {
    await connect()
  } catch (error) {
    await close()
    throw error
  }
  return { close }
}

/** Anybody who can reach the database can notify: what is no change of ours is left out. */
function parse(payload: string): LiveChange | null {
  try {
    return changeSchema.safeParse(JSON.parse(payload)).data ?? null
  } catch {
    return null
  }
}
