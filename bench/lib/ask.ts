/**
 * Asks one address as fast as it answers, on some connections, in a process of its own: `node ask.js '{"url": ..., ...}'` prints what
 * came of it as one JSON line.
 */
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'

export interface AskRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  readonly seconds: number
}

export interface AskResult {
  readonly requestsPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Answers other than 2xx, and requests without one. */
  readonly failed: number
  readonly bytesPerAnswer: number
}

async function ask({ url, headers, connections, seconds }: AskRequest): Promise<AskResult> {
  const result = await autocannon({ url, headers: { ...headers }, connections, duration: seconds })
  const { requests, latency, throughput } = result
  return {
    requestsPerSecond: Math.round(requests.total / result.duration),
    p50Ms: latency.p50,
    p99Ms: latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
    bytesPerAnswer: Math.round(throughput.total / Math.max(1, requests.total)),
  }
}

const [text] = process.argv.slice(2)
if (text !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const request = JSON.parse(text) as AskRequest // written by the bench itself
  console.log(JSON.stringify(await ask(request)))
}
