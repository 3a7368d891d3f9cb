/** The profile as it is typed: lists are lines. */
import type { Voice } from '../schema.ts'

export interface TypedVoice extends Pick<Voice, 'address' | 'liveliness' | 'nearness' | 'sentenceWords'> {
  readonly use: string
  /** 'hochwertig = robust' */
  readonly avoid: string
  readonly names: string
}

export function typedOf({ use, avoid, names, ...rest }: Voice): TypedVoice {
  const lines = avoid.map(({ word, instead }) => (instead === null ? word : `${word} = ${instead}`))
  return { ...rest, use: use.join('\n'), avoid: lines.join('\n'), names: names.join('\n') }
}

export function voiceOf({ use, avoid, names, ...rest }: TypedVoice): Voice {
  return {
    ...rest,
    use: linesOf(use),
    avoid: linesOf(avoid).map((line) => {
      const [word = '', ...others] = line.split('=').map((part) => part.trim())
      const instead = others.join('=')
      return { word, instead: instead === '' ? null : instead }
    }),
    names: linesOf(names),
  }
}

/** Adds lines that are not there yet. */
export function withLines(text: string, added: readonly string[]): string {
  const there = linesOf(text)
  const known = new Set(there.map(subjectOf))
  return [...there, ...added.filter((line) => !known.has(subjectOf(line)))].join('\n')
}

const subjectOf = (line: string): string => (line.split('=')[0] ?? line).trim().toLowerCase()

function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter(
    (line) => line !== '' && !line.startsWith('='),
  )
}
