/** What was written, as the fields of a piece. Pure. */
import type { WrittenVersion } from '../../content/schema.ts'
import type { PieceKind } from '../schema.ts'

export interface WrittenPiece {
  /** Title of an article, subject line of a newsletter; empty for a post. */
  readonly head: string
  /** Preheader of a newsletter; null: nothing is said about it. */
  readonly beside: string | null
  readonly text: string
}

const HEAD_ROLES = ['subject', 'preheader', 'headline']

export function pieceOf(kind: PieceKind, { text, parts }: Pick<WrittenVersion, 'text' | 'parts'>): WrittenPiece {
  if (kind === 'social-post') return { head: '', beside: null, text }
  const lineOf = (role: string) => parts.find((part) => part.role === role)?.lines[0] ?? ''
  const body = parts.filter(({ role }) => !HEAD_ROLES.includes(role))
  return {
    head: lineOf(kind === 'newsletter' ? 'subject' : 'headline'),
    beside: kind === 'newsletter' ? lineOf('preheader') : null,
    text: body.map((part) => part.text).join('\n\n'),
  }
}
