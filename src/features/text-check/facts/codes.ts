/** Grades and norms that are letters and a number: 'IPX7', 'EN343'. */
import type { ReadText } from '../text/tokens.ts'

export interface CodeClaim {
  readonly kind: 'code'
  readonly start: number
  readonly end: number
  /** 'IPX' and '7' of 'IPX7'. */
  readonly prefix: string
  readonly number: string
  readonly stem: string
}

/** The codes of a text. */
export function readCodes({ tokens }: ReadText): readonly CodeClaim[] {
  return tokens.flatMap(({ text, stem, start, end }): CodeClaim[] => {
    const [, prefix, number] = /^(\p{Lu}{1,5})(\d{1,5})$/u.exec(text) ?? []
    return prefix === undefined || number === undefined ? [] : [{ kind: 'code', start, end, prefix, number, stem }]
  })
}
