/** Grades and norms that are letters and a number: 'IPX7', 'EN343'. */
import type { ReadText } from '../text/tokens.ts'
import type { Draft } from './known.ts'

/** Adds the codes of a source to what is known. */
export function addCodes(to: Draft, { tokens }: ReadText): void {
  for (const { text } of tokens) {
    const code = codeOf(text)
    if (code !== null) to.codes.set(code[0], (to.codes.get(code[0]) ?? new Set()).add(code[1]))
  }
}

/** ['IPX', '7'] of 'IPX7'; null: no such code. */
export function codeOf(word: string): readonly [prefix: string, number: string] | null {
  const [, prefix, number] = /^(\p{Lu}{1,5})(\d{1,5})$/u.exec(word) ?? []
  return prefix === undefined || number === undefined ? null : [prefix, number]
}
