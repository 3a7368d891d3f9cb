import { decodeEntities } from '../../../core/html.ts'

// Of a tag no more than this is taken for one: what is longer is text with a bracket in it. Where a link leads is no part of what is said.
const MARKUP =
  /<[^<>]{1,2000}>|&#?[a-zA-Z0-9]{1,10};|(?<=\])\([^()\s]{1,2000}\)|https?:\/\/[^\s<>()"]{0,2000}[^\s<>()".,;:!?]/g
/** Control characters, and the marks that turn the direction of writing: no part of a word. */
const UNSEEN = /(?![\t\n\r\u00ad])[\p{Cc}\p{Cf}]/gu
const BLOCK = /^<\/?(?:p|div|li|ul|ol|br|h\d|tr|td|th|table|section)\b/i

/**
 * A text without its markup, of the same length, so that a place in one is the place in the other: tags become spaces,
 * those that end a line become line ends, entities the letter they stand for.
 */
export function plainText(text: string): string {
  const visible = text.replace(UNSEEN, (found) => ' '.repeat(found.length))
  return visible.replace(MARKUP, (found) => {
    if (!found.startsWith('&')) return BLOCK.test(found) ? '\n'.padEnd(found.length) : ' '.repeat(found.length)
    return decodeEntities(found).replace('\u00a0', ' ').padEnd(found.length)
  })
}
