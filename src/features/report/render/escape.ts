const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

// XML 1.0 allows no control characters but tab and line breaks, and no lone surrogates, not even escaped: one of them
// in a product name would make a whole SVG unreadable. The bidi controls go because they turn the sentence around them.
// biome's rule against control characters in patterns is met by building the class from code points.
const FORBIDDEN = new RegExp(
  `[${[
    [0x00, 0x08],
    [0x0b, 0x0c],
    [0x0e, 0x1f],
    [0x7f, 0x9f],
    [0x202a, 0x202e],
    [0x2066, 0x2069],
    [0xfffe, 0xffff],
  ]
    .map(([from, to]) => `\\u${(from ?? 0).toString(16).padStart(4, '0')}-\\u${(to ?? 0).toString(16).padStart(4, '0')}`)
    .join('')}]`,
  'g',
)

/** The text without characters that no document may hold. */
export function clean(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '')
}

/** The text as it may stand in HTML or XML, between tags or in a quoted attribute. */
export function escapeMarkup(text: string): string {
  return clean(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** A part of an element id: letters, digits and hyphens only, different texts mostly different. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
}
