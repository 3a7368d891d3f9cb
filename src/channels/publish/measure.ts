/** How long a post is to the network that takes it. */
import type { Limits } from './outlet.ts'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Addresses as networks find them in a text: to the next space, without what closes a sentence or a bracket around them. */
export const URL_IN_TEXT = /https?:\/\/[^\s<>"“”„]*[^\s<>"“”„.,;:!?'’)\]]/g

/** Signs as a reader counts them (Unicode grapheme clusters, UAX 29): a flag or a family of four is one. */
export function countGraphemes(text: string): number {
  let count = 0
  for (const _one of segmenter.segment(text)) count++
  return count
}

/** Signs of a post as its network counts them. */
export function postLength(text: string, { charactersPerUrl }: Pick<Limits, 'charactersPerUrl'>): number {
  if (charactersPerUrl === null) return countGraphemes(text)
  const urls = text.match(URL_IN_TEXT) ?? []
  return countGraphemes(text.replaceAll(URL_IN_TEXT, '')) + urls.length * charactersPerUrl
}
