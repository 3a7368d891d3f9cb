/** The only way from the pages to the workbench: JSON over `/api/v1`, problems as errors, versions against lost updates. */
import type { Text } from '../../core/lang.ts'
import { isAttended } from './attended.ts'

export interface Problem {
  readonly status: number
  readonly code: string
  readonly detail: string
  /** The detail in both languages; null: it is said in English alone. */
  readonly text?: Text | null
  /** When it makes sense to try again, as the workbench says; null: it does not say. */
  readonly retryAfterSeconds?: number | null
}

/** What the workbench refused, with its sentence; `status` 0: it could not be reached. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly text: Text | null
  readonly retryAfterSeconds: number | null
  constructor({ status, code, detail, text = null, retryAfterSeconds = null }: Problem) {
    super(detail)
    this.status = status
    this.code = code
    this.text = text
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export interface Versioned<T> {
  readonly data: T
  /** ETag of what was read; null where it has none. */
  readonly version: string | null
}

interface SendOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  /** ETag of what is changed. */
  readonly version?: string | null
  readonly signal?: AbortSignal
}

/**
 * @param path '/proposals?state=open': below `/api/v1`
 * @throws ApiError
 */
export async function send<T>(path: string, options: SendOptions = {}): Promise<T> {
  return (await sendVersioned<T>(path, options)).data
}

export async function sendVersioned<T>(path: string, options: SendOptions = {}): Promise<Versioned<T>> {
  const answer = await openAnswer(path, options)
  const text = await answer.text()
  // The shape is the server's schema; pages name its type.
  return { data: (text === '' ? null : JSON.parse(text)) as T, version: answer.headers.get('etag') }
}

/** The answer as soon as it begins. @throws ApiError */
export async function openAnswer(
  path: string,
  { method = 'GET', body, version, signal }: SendOptions = {},
): Promise<Response> {
  const answer = await ask(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(isAttended() ? {} : { 'x-dirigent-unattended': '1' }),
      ...(method === 'GET' ? {} : { 'x-dirigent': '1', 'idempotency-key': crypto.randomUUID() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined || version === null ? {} : { 'if-match': version }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!answer.ok) throw new ApiError(await problemOf(answer))
  return answer
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError({ status: 0, code: 'unreachable', detail: '' })
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const said: unknown = await answer.json().catch(() => null)
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  const text = fieldOf(said, 'text')
  const [de, en] = [wordOf(text, 'de'), wordOf(text, 'en')]
  return {
    status: answer.status,
    code: wordOf(said, 'code') || 'internal',
    detail: wordOf(said, 'detail') || answer.statusText,
    text: de === '' || en === '' ? null : { de, en },
    retryAfterSeconds: Number.isNaN(seconds) ? null : seconds,
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function wordOf(value: unknown, key: string): string {
  const word = fieldOf(value, key)
  return typeof word === 'string' ? word : ''
}
