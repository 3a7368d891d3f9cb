/** Sizes of clothes and shoes: 'Größe M', 'Größen 38 bis 44', 'sizes S to XL'. */

export interface SizeClaim {
  readonly kind: 'size'
  readonly start: number
  readonly end: number
  /** The sizes it names; of a range its two ends. */
  readonly sizes: readonly string[]
}

const SIZE = '(?:\\d?X{1,3}[SL]|[2-6]XL|[SML]|\\d{2,3}(?:[.,]5)?|One[ -]Size|Einheitsgröße)'
const JOIN = '\\s*(?:,|/|–|-|bis|to|und|and|oder|or|&|sowie)\\s*'
const NAMED = new RegExp(
  `(?:(?<![\\p{L}])(?:Größen?|Grössen?|Gr\\.|sizes?|EU|UK)(?:\\s+(?:von|from))?\\s*:?\\s*)(${SIZE}(?:${JOIN}${SIZE})*)(?![\\p{L}\\p{N}]|\\s?(?:cm|mm|m|kg|g|l|ml|x|×)\\b)`,
  'giu',
)
/** 'Von 36 bis 46 ist jede Größe da.' */
const BEFORE =
  /(?<![\p{L}\p{N}])(\d{2}\s*(?:bis|to|–)\s*\d{2})(?=\s(?:[^.!?\d]{0,24}\s)?(?:Größen?|sizes?)(?!\p{L}))/giu
const EACH = new RegExp(`(?<![\\p{L}\\p{N}])${SIZE}(?![\\p{L}\\p{N}])`, 'giu')

/** Whether an attribute or option is about sizes. */
export function isSizeName(name: string): boolean {
  return /gr(?:ö|oe)(?:ß|ss)e|(?:^|[^\p{L}])size|^taille/iu.test(name)
}

const plainSize = (size: string): string =>
  size
    .toUpperCase()
    .replace(',', '.')
    .replace(/[\s-]+/g, ' ')

/** The sizes a text names; `named`: only those behind 'Größe' or 'size'. */
export function sizesOf(text: string, which: 'all' | 'named' = 'all'): readonly string[] {
  if (which === 'named') return readSizes(text).flatMap(({ sizes }) => sizes)
  const whole = plainSize(text.trim())
  const each = /\d\s?(?:cm|mm|m|kg|g|l|ml|x|×)\b/i.test(text)
    ? []
    : [...text.matchAll(EACH)].map(([size]) => plainSize(size))
  return whole.length <= 12 && whole !== '' ? [whole, ...each] : each
}

/** Where a text names sizes. */
export function readSizes(text: string): readonly SizeClaim[] {
  return [...text.matchAll(NAMED), ...text.matchAll(BEFORE)].flatMap((match): SizeClaim[] => {
    const listed = match[1] ?? ''
    const start = match.index + match[0].length - listed.length
    const sizes = [...listed.matchAll(EACH)].map(([size]) => plainSize(size))
    // A single letter is a size only as a capital.
    return /(?<!\p{L})[sml](?!\p{L})/u.test(listed) ? [] : [{ kind: 'size', start, end: start + listed.length, sizes }]
  })
}
