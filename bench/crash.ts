/** kill -9 under load, again and again: what was acknowledged is stored, and nothing is stored twice. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { openEventStore } from '../src/stores/events/store.ts'
import type { Bench } from './lib/bench.ts'
import { withDataDir } from './lib/cli.ts'
import { Connection, requestMaker } from './lib/load.ts'
import { addSource, startWorkbench } from './lib/workbench.ts'

const CONNECTIONS = 16
const countRow = z.object({ rows: z.number(), ids: z.number() })

export const crashBench: Bench = {
  name: 'crash',
  about: 'kill -9 twenty times under load; asked: nothing acknowledged is lost, nothing is stored twice',
  run: ({ small }) =>
    withDataDir(async (dataDir) => {
      const kills = small ? 2 : 20
      const key = await addSource(dataDir, 'bench')
      const requests = new Requests(key)
      for (let kill = 0; kill < kills; kill++) {
        const workbench = await startWorkbench(dataDir)
        const senders = Array.from({ length: CONNECTIONS }, () => send(workbench.url, requests))
        // Between a third of a second and two seconds, another instant each time, the same ones in every run.
        await sleep(333 + ((kill * 617) % 1_667))
        await workbench.kill()
        await Promise.all(senders)
        console.log(`kill ${kill + 1}: ${requests.acknowledged} events acknowledged so far`)
      }
      // A client sends again what was never answered: the last start takes all of it.
      const workbench = await startWorkbench(dataDir)
      requests.drain()
      await Promise.all(Array.from({ length: CONNECTIONS }, () => send(workbench.url, requests)))
      await workbench.stop()
      const store = await openEventStore({ url: null, folder: join(dataDir, 'clickhouse') })
      const [counted] = await store.query(
        "SELECT count() AS rows, uniqExact(event_id) AS ids FROM events WHERE source = 'bench'",
        {},
        countRow,
      )
      await store.close()
      const { rows = 0, ids = 0 } = counted ?? {}
      return {
        kills,
        acknowledged: requests.acknowledged,
        stored: ids,
        lost: requests.acknowledged - ids,
        doubled: rows - ids,
      }
    }),
}

/** What is to be sent: new requests, and before them those whose answer never came. */
class Requests {
  readonly #key: string
  #next = 0
  #unanswered: { first: number; batch: number }[] = []
  #draining = false
  acknowledged = 0

  constructor(key: string) {
    this.#key = key
  }

  take(): { first: number; batch: number } | null {
    const again = this.#unanswered.shift()
    if (again !== undefined || this.#draining) return again ?? null
    // Single events and batches by turns.
    const batch = this.#next % 3 === 0 ? 100 : 1
    const request = { first: this.#next, batch }
    this.#next += batch
    return request
  }

  bytesOf(url: string, { first, batch }: { first: number; batch: number }): Buffer {
    return requestMaker({ url, key: this.#key, batch, name: 'crash', connections: 1, seconds: 0, rate: 0 })(first)
  }

  settle(request: { first: number; batch: number }, acknowledged: boolean): void {
    if (acknowledged) this.acknowledged += request.batch
    else this.#unanswered.push(request)
  }

  /** From now on only what was not answered. */
  drain(): void {
    this.#draining = true
  }
}

async function send(url: string, requests: Requests): Promise<void> {
  const connection = new Connection(url)
  try {
    for (let request = requests.take(); request !== null; request = requests.take()) {
      let status = 0
      try {
        status = await connection.send(requests.bytesOf(url, request))
      } finally {
        requests.settle(request, status === 200)
      }
    }
  } catch {
    // The server was killed: what was under way is sent again to the next one.
  } finally {
    connection.close()
  }
}
