/** What every reader of attributes has to know: what a name says, whatever the shop's way of writing it, and what a value answers. */
import type { Unit } from '../../language/units.data.ts'
import { unitNamed } from '../../language/units.ts'

const LONGEST = 200
const IN_BRACKETS = /[([]\s*([^)\]]+?)\s*[)\]]/
/** 'weight_kg', 'Höhe in cm', 'packLengthCm'. */
const BEHIND = /(?:_| in )([\p{L}%°²³/]{1,8})$|(?<=\p{Ll})(\p{Lu}\p{Ll}{1,9})$/u

/** The words of an attribute's name ('outerMaterial' -> 'outer Material') and the unit it has: 'Gewicht (g)', 'weight_kg'. */
export function readName(written: string): { readonly words: string; readonly unit: Unit | null } {
  const name = written.slice(0, LONGEST).trim()
  const bracket = unitNamed(IN_BRACKETS.exec(name)?.[1] ?? '')
  const bare = name.replace(/[([].*?[)\]]/, ' ').trim()
  const [tail = '', one, other] = BEHIND.exec(bare) ?? []
  const behind = unitNamed(one ?? other ?? '')
  const words = (behind === undefined ? bare : bare.slice(0, bare.length - tail.length))
    .replace(/(\p{Ll}{2})(\p{Lu})/gu, '$1 $2')
    .replace(/[_.:/\s]+/g, ' ')
    .trim()
  return { words, unit: bracket ?? behind ?? null }
}

const YES = /^(?:ja|yes|true|wahr|vorhanden|✓|✔|x|y)$/i
const NO = /^(?:nein|no|false|falsch|nicht vorhanden|n|✗|✘)$/i

/** What a value says of the thing its attribute is named after; null: it is no answer. */
export function answerOf(value: string): 'yes' | 'no' | null {
  const text = value.trim()
  return YES.test(text) ? 'yes' : NO.test(text) ? 'no' : null
}
