import type { Lang } from '../../core/lang.ts'
import type { EditKind } from './schema.ts'

/** A text as it was proposed and as it went out. */
export interface EditedText {
  /** 'content.product-description' */
  readonly skill: string
  readonly lang: Lang
  readonly proposed: string
  readonly approved: string
}

/** One place of a change. */
export interface Edit {
  readonly removed: string
  readonly added: string
  readonly kind: EditKind
}
