/** A text that somebody wrote becomes parts and sentences with what each rests on. */
import type { Lang } from '../../core/lang.ts'
import type { ProductFacts } from '../text-check/index.ts'
import { sourcesOf } from './model/sources.ts'
import type { Part, Version } from './schema.ts'
import { splitSentences } from './split-sentences.ts'

const ITEM = /^\s*[-•*]\s+/
const HEADING = /^\s*#{1,6}\s+/

/** @param text  paragraphs with an empty line between them; lines that begin with '- ' are a list, '## ' a heading */
export function readVersion(
  text: string,
  { facts, lang }: { readonly facts: ProductFacts; readonly lang: Lang },
): Version {
  const sentenceOf = (said: string) => ({ text: said, sources: sourcesOf(said, facts, lang) })
  const parts = text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .flatMap((block): Part[] => {
      const lines = block.split('\n').filter((line) => line.trim() !== '')
      if (lines.length === 0) return []
      if (lines.every((line) => ITEM.test(line)))
        return [{ role: 'details', sentences: lines.map((line) => sentenceOf(line.replace(ITEM, '').trim())) }]
      const [first = ''] = lines
      if (lines.length === 1 && HEADING.test(first))
        return [{ role: 'heading', sentences: [sentenceOf(first.replace(HEADING, '').trim())] }]
      return [{ role: 'paragraph', sentences: splitSentences(lines.join(' '), lang).map(sentenceOf) }]
    })
  return { angle: 'overview', parts }
}
