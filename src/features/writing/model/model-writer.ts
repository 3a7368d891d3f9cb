/**
 * The language model as a writer: filled prompt, answer in a fixed form, the same checks as for every text, one more chance for what
 * they found, and the built-in writer where nothing is left.
 */
import { randomBytes } from 'node:crypto'
import type { ModelMessage } from 'ai'
import type { Lang, Text } from '../../../core/lang.ts'
import { ngramOverlap, wordNgrams } from '../../../ml/text/overlap.ts'
import type { ProductFacts, TextFinding } from '../../text-check/index.ts'
import { OVERLAP_BOUND, plainText, type WriteRequest } from '../schema.ts'
import { toldFacts } from '../told-facts.ts'
import type { CheckedVersion, GrowingText, WriteOptions, Writer, WriterAnswer } from '../writer.ts'
import { type AnsweredVersion, readAnswer, versionOf } from './answer.ts'
import { ModelFault, standInNote } from './fault.ts'
import { rawOf, watchGrowing } from './growing.ts'
import { guardText, isRefusal } from './guard.ts'
import { type Model, type ModelDeps, type ModelQuestion, openModel, type UsageCount } from './model.ts'
import { againPrompt, type Filled, fillPrompt, type Prompt, promptName } from './prompt.ts'
import { type ModelSettings, nameOfModel } from './settings.ts'

export type CheckText = (text: string, context: { lang: Lang; facts: ProductFacts }) => Promise<readonly TextFinding[]>

export interface ModelWriterDeps extends ModelDeps {
  /** Writes where the model does not. */
  readonly builtIn: Writer
  readonly check: CheckText
  /** The prompt for a text about this product. */
  promptFor(request: WriteRequest, facts: ProductFacts, options: WriteOptions): Promise<Prompt>
}

interface Judged extends CheckedVersion {
  readonly errors: readonly TextFinding[]
}

/** One text on its way: what is asked for, with which prompt, and what is held against it. */
interface Job {
  readonly request: WriteRequest
  readonly prompt: Prompt
  readonly filled: Filled
  /** What the text may tell. */
  readonly told: ProductFacts
  readonly usage: UsageCount
  readonly options: WriteOptions
  findingsOf(text: string, raw: string): Promise<readonly TextFinding[]>
}

const NONCE_BYTES = 8
/** Findings a model is told of; more would not help it. */
const MOST_FINDINGS = 12

export function openModelWriter(deps: ModelWriterDeps): Writer {
  const model = openModel(deps)
  return {
    async write(request, facts, asked = {}) {
      const { onText } = asked
      let isWriting = true
      // A check may come back when the whole answer is there already; nobody reads along then.
      const tell = onText && ((growing: GrowingText) => (isWriting ? onText(growing) : undefined))
      const options: WriteOptions = { ...asked, onText: tell }
      const usage: UsageCount = { calls: 0, inputTokens: 0, outputTokens: 0, costMicros: 0, seconds: 0 }
      const prompt = await deps.promptFor(request, facts, options)
      const told = toldFacts(facts, request)
      const nonce = randomBytes(NONCE_BYTES).toString('hex')
      const filled = fillPrompt(prompt, { request, told, nonce, rework: options.rework })
      const findingsOf: Job['findingsOf'] = async (text, raw) => [
        ...guardText(text, { raw, filled, told }),
        ...(await deps.check(text, { lang: request.lang, facts })),
      ]
      try {
        const judged = await writeTwice(model, { request, prompt, filled, told, usage, options, findingsOf })
        const { kept, maxOverlap } = apart(sound(judged), request.versions)
        if (kept.length === 0) throw new ModelFault('checks')
        const author = authorOf(prompt, deps.settings)
        return { versions: kept, missing: null, maxOverlap, author, notes: fewerNote(request, kept.length), usage }
      } catch (error) {
        if (!(error instanceof ModelFault)) throw error
        const answer = await deps.builtIn.write(request, facts, options)
        const notes = [standInNote(error.reason), ...answer.notes]
        return { ...answer, notes, standIn: error.reason, usage: usage.calls === 0 ? null : usage }
      } finally {
        isWriting = false
      }
    },
  }
}

function authorOf(prompt: Prompt, settings: ModelSettings): WriterAnswer['author'] {
  const model = prompt.settings.model ?? settings.model
  const version = `${prompt.version} ${nameOfModel({ ...settings, model })}`
  return { kind: 'prompt', name: promptName(prompt), version }
}

/** Asks, and asks once more for what the checks found errors in. @throws ModelFault */
async function writeTwice(model: Model, job: Job): Promise<Judged[]> {
  const { request, prompt, filled } = job
  const first: ModelMessage = { role: 'user', content: filled.user }
  const growing = await growingOf(job)
  const { text, versions } = await askFor(model, job, { messages: [first], onText: growing?.onText })
  // What a reader sees grow comes before the whole.
  await growing?.told()
  const judged = await judge(versions, job)
  const missing = request.versions - sound(judged).length
  const faulty = judged.filter(({ errors }) => errors.length > 0)
  if (missing <= 0 || faulty.length === 0) return judged
  const findings = faulty.flatMap((one) => one.errors.map((finding) => ({ text: one.text, finding })))
  const again = againPrompt(prompt.lang, { count: missing, findings: findings.slice(0, MOST_FINDINGS) })
  const messages: ModelMessage[] = [first, { role: 'assistant', content: text }, { role: 'user', content: again }]
  try {
    const next = await askFor(model, job, { messages, onText: undefined })
    return [...judged, ...(await judge(next.versions, job))]
  } catch (error) {
    // What is there already is not lost for it.
    if (error instanceof ModelFault && sound(judged).length > 0) return judged
    throw error
  }
}

/** @throws ModelFault */
async function askFor(
  model: Model,
  { prompt, filled, usage, options }: Job,
  asked: Pick<ModelQuestion, 'messages' | 'onText'>,
): Promise<{ text: string; versions: readonly AnsweredVersion[] }> {
  const { maxTokens, temperature, model: other } = prompt.settings
  const text = await model.ask(
    {
      ...asked,
      system: filled.system,
      maxTokens,
      temperature,
      model: other,
      signal: options.signal,
      // One that declines would decline again.
      isOfUse: (answer) => readAnswer(answer) !== null || isRefusal(answer),
    },
    usage,
  )
  const answer = readAnswer(text)
  if (answer === null) throw new ModelFault('refused', { cause: text.slice(0, 500) })
  return { text, versions: answer.versions }
}

async function judge(versions: readonly AnsweredVersion[], { request, told, findingsOf }: Job): Promise<Judged[]> {
  const judged = versions.map(async (answered) => {
    const version = versionOf(answered, { ...request, facts: told })
    if (version === null) return []
    const text = plainText(version)
    const findings = await findingsOf(text, rawOf(answered))
    return [{ version, text, findings, errors: findings.filter(({ level }) => level === 'error') }]
  })
  return (await Promise.all(judged)).flat()
}

function sound(judged: readonly Judged[]): Judged[] {
  return judged.filter(({ errors }) => errors.length === 0)
}

/** The first ones that differ enough from those before them. */
function apart(judged: readonly Judged[], wanted: number): { kept: CheckedVersion[]; maxOverlap: number } {
  const kept: CheckedVersion[] = []
  const grams: ReadonlySet<string>[] = []
  let maxOverlap = 0
  for (const { version, text, findings } of judged) {
    const own = wordNgrams(text, 3)
    const nearest = Math.max(0, ...grams.map((other) => ngramOverlap(own, other)))
    if (kept.length === wanted || nearest >= OVERLAP_BOUND) continue
    kept.push({ version, text, findings })
    grams.push(own)
    maxOverlap = Math.max(maxOverlap, nearest)
  }
  return { kept, maxOverlap }
}

function fewerNote({ versions }: WriteRequest, kept: number): Text[] {
  if (kept >= versions) return []
  return [
    {
      de: `Von ${versions} Fassungen des Sprachmodells ${kept === 1 ? 'blieb eine' : `blieben ${kept}`}; die übrigen hatten Befunde, glichen einer anderen zu sehr oder fehlten.`,
      en: `Of ${versions} versions of the language model ${kept === 1 ? 'one is' : `${kept} are`} left; the others had findings, were too much like another one or were missing.`,
    },
  ]
}

async function growingOf({ request, told, findingsOf, options: { onText } }: Job) {
  if (onText === undefined) return undefined
  const { parsePartialJson } = await import('ai')
  return watchGrowing({
    ...request,
    facts: told,
    parse: async (text) => (await parsePartialJson(text)).value,
    holds: async (text, raw) => (await findingsOf(text, raw)).every(({ level }) => level !== 'error'),
    onText,
  })
}
