import type { Text } from '../../core/lang.ts'
import type { Cell } from './schema.ts'

/** A text for a table: one word where both languages say the same. */
export function textCell(text: Text): Cell {
  return text.de === text.en ? text.de : text
}
