/** A text cut where its sentences and findings begin and end. Pure. */
import type { ShownFinding, WrittenVersion } from '../schema.ts'

export interface Segment {
  readonly text: string
  readonly start: number
  /** The gravest finding on it. */
  readonly finding: ShownFinding | null
  /** What the sentence it belongs to rests on. */
  readonly sources: readonly string[]
}

const RANK = { error: 0, warning: 1, hint: 2 }

export function segmentsOf(
  text: string,
  findings: readonly ShownFinding[],
  sentences: WrittenVersion['sentences'] = [],
): Segment[] {
  const places = [...findings.filter(({ start, end }) => end > start), ...sentences]
  const cuts = [...new Set([0, text.length, ...places.flatMap(({ start, end }) => [start, end])])]
    .filter((at) => at >= 0 && at <= text.length)
    .sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length
    const covers = (place: { readonly start: number; readonly end: number }) => place.start <= start && place.end >= end
    const [finding = null] = findings.filter(covers).toSorted((a, b) => RANK[a.level] - RANK[b.level])
    return { text: text.slice(start, end), start, finding, sources: sentences.find(covers)?.sources ?? [] }
  })
}

/** The text with what a finding proposes in its place; a word that is left out takes the space before it along. */
export function mended(text: string, { start, end, mend }: ShownFinding): string {
  if (mend === null) return text
  const before = text.slice(0, start)
  return (mend === '' ? before.replace(/ $/, '') : before + mend) + text.slice(end)
}

/** The text with a sentence at its end. */
export function withSentence(text: string, sentence: string): string {
  const before = text.trimEnd()
  return before === '' ? sentence : `${before} ${sentence}`
}

/** The text without a sentence, and without the space that parted it from its neighbours. */
export function withoutSentence(text: string, sentence: string): string {
  const at = text.indexOf(sentence)
  if (at === -1) return text
  const [before, after] = [text.slice(0, at).trimEnd(), text.slice(at + sentence.length)]
  return before === '' ? after.trimStart() : before + after
}
