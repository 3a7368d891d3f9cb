/**
 * Who writes texts: the language model where one is set, the built-in writer otherwise and in its place, both as the prompt library
 * says.
 */
import type { App } from './app.ts'
import type { Config } from './config.ts'
import { builtInWriter, reworkingWriter, type TextWork, voicedWork } from './features/content/index.ts'
import { libraryWriter, promptFor } from './features/prompts/index.ts'
import { loadModelWriter, type ModelSettings, type Writer } from './features/writing/index.ts'

type WriterApp = Pick<App, 'config' | 'clock' | 'state'>

/** The model's rate, its rest after a fault and what a server knows are those of the process: one writer for each store. */
const opened = new WeakMap<WriterApp['state'], Writer>()

export function openWriter(app: WriterApp): Writer {
  const writer = opened.get(app.state) ?? libraryWriter(app, makeWriter(app))
  opened.set(app.state, writer)
  return writer
}

function makeWriter(app: WriterApp): Writer {
  const work = voicedWork(app.state)
  const builtIn = reworkingWriter(builtInWriter(work.writeChecked), work.checkText)
  const settings = modelSettings(app.config)
  if (settings === null) return builtIn
  let model: Promise<Writer> | null = null
  return {
    async write(...asked) {
      model ??= openModel(app, settings, { builtIn, work })
      return (await model).write(...asked)
    },
  }
}

async function openModel(
  { config, state, clock }: WriterApp,
  settings: ModelSettings,
  { builtIn, work }: { readonly builtIn: Writer; readonly work: TextWork },
): Promise<Writer> {
  const { openModelWriter, openLedger } = await loadModelWriter()
  return openModelWriter({
    settings,
    clock,
    ledger: openLedger({ state, clock, timeZone: config.timeZone }),
    builtIn,
    check: work.checkText,
    promptFor: ({ kind, lang }, { externalId }, { promptVersion = null }) =>
      promptFor({ state }, { kind, lang }, { subject: externalId, version: promptVersion }),
  })
}

/** @returns null where no model can be asked: `doctor` says what is missing */
export function modelSettings(config: Config): ModelSettings | null {
  const { llmProvider: provider, llmUrl: url, llmModel: model, llmKey: key } = config
  const isReachable = provider === 'openai-compatible' ? url !== null : key !== null
  if (model === null || !isReachable) return null
  return {
    provider,
    url,
    model,
    key,
    timeoutMs: config.llmTimeoutSeconds * 1000,
    concurrency: config.llmConcurrency,
    perMinute: config.llmPerMinute,
    inputPrice: config.llmPriceInput,
    outputPrice: config.llmPriceOutput,
    monthlyBudget: config.llmBudget,
  }
}
