/** Why a language model gave no text, and whether asking again can help. */
import type { Text } from '../../../core/lang.ts'

export type FaultReason =
  | 'unreachable'
  | 'slow'
  | 'busy'
  | 'broken'
  | 'denied'
  | 'no-model'
  | 'rejected'
  | 'cut'
  | 'refused'
  | 'empty'
  | 'rubbish'
  | 'too-long'
  | 'budget'
  | 'no-prices'
  | 'checks'
  | 'resting'

export class ModelFault extends Error {
  override readonly name = 'ModelFault'
  readonly reason: FaultReason
  /** What the other side asked to wait, milliseconds; null: it did not say. */
  readonly retryAfterMs: number | null

  constructor(
    reason: FaultReason,
    { cause, retryAfterMs = null }: { cause?: unknown; retryAfterMs?: number | null } = {},
  ) {
    super(FAULT_WORDS[reason].en, { cause })
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }

  /** Whether the same question may be answered when it is put again. */
  get isTemporary(): boolean {
    return TEMPORARY.has(this.reason)
  }

  /** Whether the next question would fare the same for a while: then nobody waits for it. */
  get concernsAll(): boolean {
    return CONCERNS_ALL.has(this.reason)
  }
}

const TEMPORARY: ReadonlySet<FaultReason> = new Set([
  'unreachable',
  'slow',
  'busy',
  'broken',
  'cut',
  'empty',
  'rubbish',
])
const CONCERNS_ALL: ReadonlySet<FaultReason> = new Set(['unreachable', 'slow', 'busy', 'broken', 'denied', 'no-model'])

/** As part of a note: what the model did. */
const FAULT_WORDS: Readonly<Record<FaultReason, Text>> = {
  unreachable: { de: 'Das Sprachmodell ist nicht zu erreichen', en: 'The language model cannot be reached' },
  slow: { de: 'Das Sprachmodell hat nicht rechtzeitig geantwortet', en: 'The language model did not answer in time' },
  busy: {
    de: 'Das Sprachmodell nimmt gerade keine weiteren Anfragen an (429)',
    en: 'The language model takes no more requests at the moment (429)',
  },
  broken: { de: 'Beim Sprachmodell ist ein Fehler aufgetreten', en: 'The language model had a fault of its own' },
  denied: {
    de: 'Das Sprachmodell hat den Schlüssel abgelehnt (DIRIGENT_LLM_KEY prüfen)',
    en: 'The language model refused the key (check DIRIGENT_LLM_KEY)',
  },
  'no-model': {
    de: 'Unter der Adresse gibt es dieses Sprachmodell nicht (DIRIGENT_LLM_MODEL und DIRIGENT_LLM_URL prüfen)',
    en: 'There is no such language model at this address (check DIRIGENT_LLM_MODEL and DIRIGENT_LLM_URL)',
  },
  rejected: {
    de: 'Das Sprachmodell hat die Anfrage nicht angenommen',
    en: 'The language model did not take the request',
  },
  cut: { de: 'Die Antwort des Sprachmodells brach ab', en: 'The answer of the language model broke off' },
  refused: {
    de: 'Das Sprachmodell wollte darüber nicht schreiben',
    en: 'The language model declined to write about it',
  },
  empty: { de: 'Das Sprachmodell gab eine leere Antwort', en: 'The language model gave an empty answer' },
  rubbish: {
    de: 'Die Antwort des Sprachmodells hatte nicht die verlangte Form',
    en: 'The answer of the language model was not in the form asked for',
  },
  'too-long': {
    de: 'Die Antwort des Sprachmodells war viel zu lang und wurde nicht gelesen',
    en: 'The answer of the language model was far too long and was not read',
  },
  budget: {
    de: 'Das Monatsbudget für das Sprachmodell ist aufgebraucht',
    en: 'The monthly budget of the language model is used up',
  },
  'no-prices': {
    de: 'Das Monatsbudget lässt sich ohne Preise nicht einhalten (DIRIGENT_LLM_PRICE_INPUT und DIRIGENT_LLM_PRICE_OUTPUT setzen)',
    en: 'The monthly budget cannot be kept without prices (set DIRIGENT_LLM_PRICE_INPUT and DIRIGENT_LLM_PRICE_OUTPUT)',
  },
  checks: {
    de: 'Gegen jede Fassung des Sprachmodells sprach ein Befund der Prüfungen',
    en: 'The checks found an error in every version of the language model',
  },
  resting: {
    de: 'Das Sprachmodell antwortete zuletzt nicht und wird in Kürze wieder gefragt',
    en: 'The language model did not answer lately and will be asked again shortly',
  },
}

/** The note beside a text that the built-in writer wrote in the model's place. */
export function standInNote(reason: FaultReason): Text {
  return {
    de: `${FAULT_WORDS[reason].de}; der eingebaute Texter hat geschrieben.`,
    en: `${FAULT_WORDS[reason].en}; the built-in writer wrote instead.`,
  }
}
