/**
 * Sentence forms with slots. `{x}` is a slot, `(wiegt|wiegen)` agrees with the number of what is spoken of, `<du|Sie|neither>` is by how
 * readers are spoken to (two alternatives: there is no neutral one). A form before which 'w:', 'l:' or 'p:' stands is for those tones.
 */
import type { Address, Tone } from '../schema.ts'

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'slot'; readonly name: string }
  | { readonly kind: 'number'; readonly singular: string; readonly plural: string }
  | {
      readonly kind: 'address'
      readonly du: readonly Piece[]
      readonly sie: readonly Piece[]
      readonly neutral: readonly Piece[] | null
    }

export interface Form {
  /** The form as it is written in the table; tells forms apart. */
  readonly source: string
  readonly tones: readonly Tone[] | null
  readonly pieces: readonly Piece[]
}

const TONE_LETTERS: Readonly<Record<string, Tone>> = { p: 'plain', w: 'warm', l: 'lively' }

function parsePieces(body: string): readonly Piece[] {
  const pieces: Piece[] = []
  for (const part of body.split(/(<[^<>]*>|\{[^}]*\}|\([^()|]*\|[^()|]*\))/)) {
    const inner = part.slice(1, -1)
    if (part === '') continue
    if (part.startsWith('{')) pieces.push({ kind: 'slot', name: inner })
    else if (part.startsWith('(') && part.includes('|')) {
      const [singular = '', plural = ''] = inner.split('|')
      pieces.push({ kind: 'number', singular, plural })
    } else if (part.startsWith('<')) {
      // Bars within an alternative belong to its own agreement.
      const [du = '', sie = '', neutral] = inner.split(/\|(?![^()]*\))/)
      pieces.push({
        kind: 'address',
        du: parsePieces(du),
        sie: parsePieces(sie),
        neutral: neutral === undefined ? null : parsePieces(neutral),
      })
    } else pieces.push({ kind: 'text', text: part })
  }
  return pieces
}

/** @param source  a form as the tables have it */
export function parseForm(source: string): Form {
  const prefix = /^([pwl]+):/.exec(source)
  const tones = prefix?.[1]?.split('').map((letter) => TONE_LETTERS[letter] ?? 'plain') ?? null
  return { source, tones, pieces: parsePieces(prefix === null ? source : source.slice(prefix[0].length)) }
}

export interface Filling {
  readonly number: 'singular' | 'plural'
  readonly address: Address
  /** Undefined where the slot cannot be filled; the form is then of no use. */
  slot(name: string): string | undefined
}

/** The text of a form, or null where one of its slots cannot be filled. */
export function fill({ pieces }: Pick<Form, 'pieces'>, filling: Filling): string | null {
  let text = ''
  for (const piece of pieces) {
    const part = fillPiece(piece, filling)
    if (part === null) return null
    text += part
  }
  return text
}

function fillPiece(piece: Piece, filling: Filling): string | null {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'number':
      return filling.number === 'singular' ? piece.singular : piece.plural
    case 'slot':
      return filling.slot(piece.name) ?? null
    case 'address': {
      const chosen = piece[filling.address]
      return chosen === null ? null : fill({ pieces: chosen }, filling)
    }
  }
}
