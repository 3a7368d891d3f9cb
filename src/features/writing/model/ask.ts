/** One question to a model by the AI SDK, and what its errors mean. */
import type { LanguageModel, ModelMessage } from 'ai'
import { z } from 'zod'
import { askedForm } from './answer.ts'
import { ModelFault } from './fault.ts'
import type { Tokens } from './ledger.ts'

export interface Question {
  readonly model: LanguageModel
  readonly system: string
  readonly messages: readonly ModelMessage[]
  readonly maxTokens: number
  readonly temperature: number | null
  readonly signal: AbortSignal
  /** Told the whole answer so far; left out: the answer is not streamed. */
  readonly onText?: ((text: string) => void) | undefined
}

export interface Answered {
  readonly text: string
  /** Null: the server did not say. */
  readonly tokens: Tokens | null
}

/** @throws ModelFault, or whatever the SDK threw (`faultOf`) */
export async function askModel(question: Question): Promise<Answered> {
  const { generateText, streamText, Output, NoObjectGeneratedError } = await loadSdk()
  const { system, messages, maxTokens, temperature, signal, onText, model } = question
  const common = {
    model,
    system,
    messages: [...messages],
    maxOutputTokens: maxTokens,
    ...(temperature === null ? {} : { temperature }),
    abortSignal: signal,
    maxRetries: 0,
    output: Output.object({ schema: askedForm, name: 'texts' }),
  }
  if (onText === undefined) {
    try {
      const { text, usage, finishReason, response } = await generateText(common)
      return judged(text, finishReason, tokensOf(usage), response.body)
    } catch (error) {
      // Whether the answer is of use is judged by our own reading of it, which forgives fences.
      if (!NoObjectGeneratedError.isInstance(error)) throw error
      return judged(error.text ?? '', error.finishReason, tokensOf(error.usage), null)
    }
  }
  // The SDK would read the whole answer again with every piece of it; all it has to know is that there is more.
  const form: typeof common.output = {
    ...common.output,
    parsePartialOutput: async (said) => ({ partial: lengthAsPartial(said.text) }),
  }
  // Leaving the loop does not stop the SDK from reading on.
  const stop = new AbortController()
  // Errors come as parts of the stream; the SDK would print them as well.
  const { fullStream } = streamText({
    ...common,
    output: form,
    abortSignal: AbortSignal.any([signal, stop.signal]),
    onError: () => undefined,
  })
  let text = ''
  let ended: { readonly reason: string; readonly tokens: Tokens | null } | null = null
  try {
    for await (const part of fullStream) {
      if (part.type === 'error') throw part.error
      if (part.type === 'abort') signal.throwIfAborted()
      if (part.type === 'finish') ended = { reason: part.finishReason, tokens: tokensOf(part.totalUsage) }
      if (part.type !== 'text-delta') continue
      text += part.text
      if (text.length > MOST_CHARS) throw new ModelFault('too-long')
      onText(text)
    }
  } finally {
    stop.abort()
  }
  return judged(text, ended?.reason, ended?.tokens ?? null, null)
}

/** Several times what the longest texts asked for need. */
const MOST_CHARS = 60_000

function lengthAsPartial({ length }: string) {
  return { versions: [{ parts: [{ text: String(length) }] }] }
}

async function loadSdk() {
  // Its warnings go to the console, past the log.
  Reflect.set(globalThis, 'AI_SDK_LOG_WARNINGS', false)
  return import('ai')
}

const refusalSchema = z.object({
  choices: z.array(z.object({ message: z.object({ refusal: z.string().min(1) }) })).min(1),
})

/** @throws ModelFault 'refused' | 'cut' | 'empty' */
function judged(text: string, finish: string | undefined, tokens: Tokens | null, body: unknown): Answered {
  if (finish === 'content-filter' || refusalSchema.safeParse(body).success) throw new ModelFault('refused')
  // A stream whose connection was closed in the middle of it ends without a reason.
  const hasEnd = finish !== undefined && finish !== 'other' && finish !== 'error'
  if (text.length > MOST_CHARS) throw new ModelFault('too-long')
  if (text.trim() === '') throw new ModelFault(hasEnd ? 'empty' : 'cut')
  if (!hasEnd && !text.trimEnd().endsWith('}')) throw new ModelFault('cut')
  return { text, tokens }
}

function tokensOf(
  usage: { readonly inputTokens?: number | undefined; readonly outputTokens?: number | undefined } | undefined,
): Tokens | null {
  if (usage?.inputTokens === undefined || usage.outputTokens === undefined) return null
  return { input: usage.inputTokens, output: usage.outputTokens }
}

const callErrorSchema = z.object({
  statusCode: z.number().optional(),
  responseHeaders: z.record(z.string(), z.string()).optional(),
  responseBody: z.string().optional(),
})

/**
 * What an error of the SDK, of the network or of the clock means.
 * @param now  UTC milliseconds, for a Retry-After that names a date
 */
export function faultOf(error: unknown, now: number): ModelFault {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth++) {
    if (cause instanceof ModelFault) return cause
    if (cause.name === 'TimeoutError') return new ModelFault('slow', { cause: error })
  }
  const { statusCode, responseHeaders } = callErrorSchema.safeParse(error).data ?? {}
  const asked = retryAfterMs(responseHeaders?.['retry-after'], now)
  if (statusCode === undefined) return new ModelFault(isBroken(error) ? 'cut' : 'unreachable', { cause: error })
  // An answer that had begun, or one that is none of such a server.
  if (statusCode < 300) return new ModelFault(isBroken(error) ? 'cut' : 'rubbish', { cause: error })
  if (statusCode === 401 || statusCode === 403) return new ModelFault('denied', { cause: error })
  if (statusCode === 404) return new ModelFault('no-model', { cause: error })
  if (statusCode === 408) return new ModelFault('slow', { cause: error })
  if (statusCode === 429) return new ModelFault('busy', { cause: error, retryAfterMs: asked })
  if (statusCode >= 500) return new ModelFault('broken', { cause: error, retryAfterMs: asked })
  return new ModelFault('rejected', { cause: error })
}

/** Whether a server refused the JSON schema, which some know only as "it is JSON". */
export function refusesSchema(error: unknown): boolean {
  const { statusCode, responseBody = '' } = callErrorSchema.safeParse(error).data ?? {}
  return (statusCode === 400 || statusCode === 422) && /response_format|json_schema|schema/i.test(responseBody)
}

/** Whether a line broke that had been made: `fetch` says "terminated" with the answer on its way. */
function isBroken(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth++)
    if (/^terminated$|premature close/i.test(cause.message)) return true
  return false
}

/** Seconds or a date (RFC 9110, section 10.2.3); null: not said. */
function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
