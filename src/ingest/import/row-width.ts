/** Whether a row says nothing; such rows are passed over and not counted. */
export function isBlank(fields: readonly string[]): boolean {
  return (fields[0] ?? '').trim() === '' && fields.every((field) => field.trim() === '')
}

/** Why a row does not fit the header; null where it does, or where the fields too many are empty: a delimiter at the end of the line does no harm. */
export function widthFault(fields: readonly string[], width: number): string | null {
  if (fields.length === width) return null
  if (fields.length > width && fields.slice(width).every((field) => field.trim() === '')) return null
  return `The row has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, the header has ${width}; check its delimiters and quotes.`
}
