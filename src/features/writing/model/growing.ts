/** An answer while it is being written: what a reader may see of it already. */
import type { Lang } from '../../../core/lang.ts'
import type { ProductFacts } from '../../text-check/index.ts'
import { plainText, type TextKind, type Version } from '../schema.ts'
import type { GrowingText } from '../writer.ts'
import { type AnsweredVersion, readPartial, versionOf } from './answer.ts'

interface GrowingDeps {
  readonly kind: TextKind
  readonly lang: Lang
  readonly facts: ProductFacts
  /** Lenient reading of JSON that is not complete. */
  parse(text: string): Promise<unknown>
  /** Whether nothing stands against a text. */
  holds(text: string, raw: string): Promise<boolean>
  onText(growing: GrowingText): void
}

interface Growing {
  /** @param text the answer so far */
  onText(text: string): void
  /** When all that was looked at has been told. */
  told(): Promise<void>
}

/** So many characters more, or a twentieth, before it is read again: reading goes over the whole each time. */
const STEP_CHARS = 60
const STEP_SHARE = 0.05
/** Beyond that nobody reads along. */
const MOST_CHARS = 20_000
const MOST_SENTENCES = 60

/** Tells versions sentence by sentence, each with what stands before it checked; one that something stands against grows no further. */
export function watchGrowing(deps: GrowingDeps): Growing {
  /** Of each version, how many sentences were told. */
  const told: number[] = []
  const stopped = new Set<number>()
  let read = 0
  let reading = Promise.resolve()

  const look = async (text: string) => {
    for (const [index, answered] of readPartial(await deps.parse(text)).entries()) {
      const version = versionOf(answered, deps)
      if (version === null || stopped.has(index)) continue
      const before = told[index] ?? 0
      // Nobody knows how the last sentence goes on.
      const sentences = version.parts.reduce((sum, part) => sum + part.sentences.length, 0) - 1
      if (sentences > MOST_SENTENCES) stopped.add(index)
      let sound = ''
      for (let count = before + 1; count <= sentences && !stopped.has(index); count++) {
        const whole = plainText(beginningOf(version, count))
        if (await deps.holds(whole, rawOf(answered))) sound = whole
        else stopped.add(index)
        told[index] = count
      }
      if (sound !== '') deps.onText({ index, text: sound })
    }
  }
  const onText = (text: string) => {
    // A shorter text is a new attempt.
    if (text.length < read) {
      read = 0
      told.length = 0
      stopped.clear()
    }
    if (text.length > MOST_CHARS || text.length - read < Math.max(STEP_CHARS, read * STEP_SHARE)) return
    read = text.length
    // A pane that cannot be told loses nothing: the whole answer follows.
    reading = reading.then(() => look(text)).catch(() => undefined)
  }
  return { onText, told: () => reading }
}

export function rawOf({ parts }: AnsweredVersion): string {
  return parts.map(({ text }) => text).join('\n\n')
}

/** The first sentences of a version. */
function beginningOf({ parts, ...version }: Version, sentences: number): Version {
  let left = sentences
  const kept = parts.map((part) => {
    const own = part.sentences.slice(0, left)
    left -= own.length
    return { ...part, sentences: own }
  })
  return { ...version, parts: kept.filter((part) => part.sentences.length > 0) }
}
