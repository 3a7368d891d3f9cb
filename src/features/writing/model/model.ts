/** A language model asked with patience: within rate and budget, again where that can help, and not at all for a while where it cannot. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelMessage } from 'ai'
import type { Clock } from '../../../core/time.ts'
import type { ModelUsage } from '../writer.ts'
import { type Answered, askModel, faultOf, refusesSchema } from './ask.ts'
import { type AnswerForm, connectModel } from './connect.ts'
import { ModelFault } from './fault.ts'
import type { Ledger, Tokens } from './ledger.ts'
import { createLimiter } from './limiter.ts'
import type { ModelSettings } from './settings.ts'

const ATTEMPTS = 3
const PAUSE_MS = 1_000
/** Who is asked to wait longer than that is served by the built-in writer. */
const LONGEST_PAUSE_MS = 30_000
/** After a fault that concerns every question the model is left alone for so long. */
const REST_MS = 60_000
/** Characters of a token in German and English, where the server does not count; rather too few. */
const TOKEN_CHARS = 3
const MICROS = 1_000_000

export interface ModelQuestion {
  readonly system: string
  readonly messages: readonly ModelMessage[]
  readonly maxTokens: number
  readonly temperature: number | null
  /** Another model of the same provider; null: the one that is set. */
  readonly model: string | null
  readonly signal: AbortSignal | undefined
  readonly onText: ((text: string) => void) | undefined
  /** What must hold of an answer; another one is asked for where it does not. */
  isOfUse(text: string): boolean
}

export interface Model {
  /**
   * @param usage  added to with each attempt
   * @throws ModelFault; the signal's reason where it is raised
   */
  ask(question: ModelQuestion, usage: UsageCount): Promise<string>
}

/** What a text has cost so far. */
export type UsageCount = { -readonly [K in keyof ModelUsage]: ModelUsage[K] }

export interface ModelDeps {
  readonly settings: ModelSettings
  readonly ledger: Ledger
  readonly clock: Clock
}

export function openModel({ settings, ledger, clock }: ModelDeps): Model {
  const limiter = createLimiter(settings)
  let form: AnswerForm = 'schema'
  let restUntil = 0

  const attempt = async (question: ModelQuestion, usage: UsageCount): Promise<string> => {
    const { system, messages, maxTokens, temperature, onText } = question
    const input = estimateTokens(system + JSON.stringify(messages))
    const most = costMicros(settings, { input, output: maxTokens })
    const reservation = await ledger.reserve(most, budgetMicros(settings))
    if (reservation === null) throw new ModelFault('budget')
    usage.calls++
    // What was said before it broke off is paid for as well.
    let said = ''
    const book = async (tokens: Tokens) => {
      const cost = costMicros(settings, tokens)
      await reservation.settle(tokens, cost)
      usage.inputTokens += tokens.input
      usage.outputTokens += tokens.output
      usage.costMicros += cost
    }
    const deadline = AbortSignal.timeout(settings.timeoutMs)
    const signal = question.signal === undefined ? deadline : AbortSignal.any([question.signal, deadline])
    const hear =
      onText === undefined
        ? undefined
        : (text: string) => {
            said = text
            onText(text)
          }
    let answered: Answered
    try {
      const model = await connectModel(settings, {
        ...(question.model === null ? {} : { model: question.model }),
        form,
      })
      answered = await askModel({ model, system, messages, maxTokens, temperature, signal, onText: hear })
    } catch (error) {
      // A timeout may surface as nothing but a stream that was aborted.
      const fault = deadline.aborted ? new ModelFault('slow', { cause: error }) : faultOf(error, clock.now())
      await book(wasPaid(fault) ? { input, output: estimateTokens(said) } : { input: 0, output: 0 })
      throw refusesSchema(error) ? error : fault
    }
    await book(answered.tokens ?? { input, output: estimateTokens(answered.text) })
    if (!question.isOfUse(answered.text)) throw new ModelFault('rubbish', { cause: answered.text.slice(0, 500) })
    return answered.text
  }

  const askOnce = async (question: ModelQuestion, usage: UsageCount): Promise<string> => {
    try {
      return await limiter.run(question.signal, () => attempt(question, usage))
    } catch (error) {
      if (!refusesSchema(error) || form === 'json') throw error
      form = 'json'
      return limiter.run(question.signal, () => attempt(question, usage))
    }
  }

  return {
    async ask(question, usage) {
      if (settings.monthlyBudget !== null && (settings.inputPrice === null || settings.outputPrice === null))
        throw new ModelFault('no-prices')
      if (clock.now() < restUntil) throw new ModelFault('resting')
      const begun = performance.now()
      try {
        for (let tried = 1; ; tried++) {
          try {
            return await askOnce(question, usage)
          } catch (error) {
            question.signal?.throwIfAborted()
            if (!(error instanceof ModelFault) && !refusesSchema(error)) throw error
            const fault = faultOf(error, clock.now())
            const pauseMs = fault.retryAfterMs ?? (settings.pauseMs ?? PAUSE_MS) * 2 ** (tried - 1)
            if (fault.isTemporary && tried < ATTEMPTS && pauseMs <= LONGEST_PAUSE_MS) {
              await sleep(pauseMs, undefined, question.signal === undefined ? {} : { signal: question.signal })
              continue
            }
            if (fault.concernsAll) restUntil = clock.now() + Math.max(REST_MS, fault.retryAfterMs ?? 0)
            throw fault
          }
        }
      } finally {
        usage.seconds += (performance.now() - begun) / 1000
      }
    },
  }
}

/** Nothing was worked on where the question was not taken. */
function wasPaid({ reason }: ModelFault): boolean {
  return !['unreachable', 'busy', 'broken', 'denied', 'no-model', 'rejected'].includes(reason)
}

function estimateTokens(text: string): number {
  return Math.ceil(text.length / TOKEN_CHARS)
}

/** A price per million tokens is as many millionths per token. */
function costMicros({ inputPrice, outputPrice }: ModelSettings, { input, output }: Tokens): number {
  return Math.ceil(input * (inputPrice ?? 0) + output * (outputPrice ?? 0))
}

function budgetMicros({ monthlyBudget }: ModelSettings): number | null {
  return monthlyBudget === null ? null : monthlyBudget * MICROS
}
