/** A person's keys made unreadable wherever they stand in what was stored as JSON. Pure. */

/** Stands where a person was. */
export const MASK = '(gelöscht/erased)'

/** More than this many at once are found as whole values and as words only. */
const MOST_PATTERNS = 500

export interface Masker {
  /** The value with every id masked, in keys of objects as well; the same value where there was none. */
  mask(value: unknown): unknown
}

export function createMasker(ids: readonly string[]): Masker {
  const whole = new Set(ids)
  const pattern =
    ids.length === 0 || ids.length > MOST_PATTERNS
      ? null
      : // The longest first; what goes on behind an id is another id.
        new RegExp(
          `(?<![\\p{L}\\p{N}_-])(?:${[...ids]
            .sort((a, b) => b.length - a.length)
            .map(escaped)
            .join('|')})(?![\\p{L}\\p{N}_-])`,
          'gu',
        )
  const hints = [...new Set(ids.map(hintOf))]
  const maskText = (text: string): string => {
    if (whole.has(text)) return MASK
    if (!hints.some((hint) => text.includes(hint))) return text
    if (pattern !== null) return text.replaceAll(pattern, MASK)
    return text.replaceAll(/[^\s"'(),;[\]{}]+/g, (word) => (whole.has(word) ? MASK : word))
  }
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') return maskText(value)
    if (Array.isArray(value)) {
      const items = value.map(mask)
      return items.some((item, index) => item !== value[index]) ? items : value
    }
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value)
    const masked = entries.map(([key, item]): [string, unknown] => [maskText(key), mask(item)])
    const differs = masked.some(([key, item], index) => key !== entries[index]?.[0] || item !== entries[index]?.[1])
    return differs ? Object.fromEntries(masked) : value
  }
  return { mask }
}

/** What a text must contain to be looked at closely: the namespace of a key, which many ids share, else the id itself. */
function hintOf(id: string): string {
  const slash = id.indexOf('/')
  return slash > 0 ? id.slice(0, slash + 1) : id
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
