/** Commands ask the workbench that holds the stores, where one is running. */
import { Readable } from 'node:stream'
import { AppError, type FaultCode } from '../core/errors.ts'
import { readCliToken } from '../stores/cli-token.ts'
import { readHolder } from '../stores/folder.ts'

export interface RunningWorkbench {
  /** What it answers to '/api/v1...'; its own sentence as AppError where it refuses. */
  ask(path: string, request?: { method: 'POST' | 'PUT' | 'DELETE'; body?: unknown }): Promise<unknown>
  /** A file, as it comes. */
  stream(path: string): Promise<Readable>
}

/** So that the exit code is the same whoever holds the stores. */
const FAULTS: ReadonlyMap<number, FaultCode> = new Map([
  [404, 'input.not-found'],
  [409, 'input.conflict'],
])

/** The workbench that serves this data folder; null: none does. */
export function runningWorkbench(dataDir: string): RunningWorkbench | null {
  const url = readHolder(dataDir)?.url ?? null
  if (url === null) return null
  const send = async (path: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
    const token = readCliToken(dataDir)
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw refusalOf(answer.status, await answer.text(), dataDir)
    return answer
  }
  return {
    async ask(path, request) {
      const answer = await send(path, request)
      const text = await answer.text()
      if (!/\bjson\b/.test(answer.headers.get('content-type') ?? '')) return text === '' ? null : text
      return text === '' ? null : JSON.parse(text)
    },
    async stream(path) {
      const { body } = await send(path)
      return body === null ? Readable.from([]) : Readable.from(body)
    },
  }
}

function refusalOf(status: number, text: string, dataDir: string): AppError {
  if (status === 401)
    return new AppError(
      'access.unknown',
      `The running workbench does not know this user. Run the command as the user who owns ${dataDir}.`,
    )
  const said: unknown = text === '' ? null : JSON.parse(text)
  const detail = typeof said === 'object' && said !== null && 'detail' in said ? String(said.detail) : text
  return new AppError(FAULTS.get(status) ?? (status < 500 ? 'usage.invalid' : 'channel.failed'), detail)
}
