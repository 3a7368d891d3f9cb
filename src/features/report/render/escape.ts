const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * The text without characters that no document may hold. XML allows no control characters but tab and line breaks, and
 * no lone surrogates, not even escaped: one in a product name would make a whole SVG unreadable. Direction overrides
 * go too, because they turn round the sentence they stand in.
 */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Surrogate}\p{Bidi_Control}\uFFFE\uFFFF]/gu, (character) =>
    character === '\n' || character === '\t' ? character : '',
  )
}

/** The text as it may stand in HTML or XML, between tags or in a quoted attribute. */
export function escapeMarkup(text: string): string {
  return clean(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** A part of an element id: letters, digits and hyphens only. */
export function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
}
