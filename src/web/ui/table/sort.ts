/** Order of a table's rows: numbers by size, texts as the language does, what is not known last in both directions. Pure. */
export interface Sort {
  readonly key: string
  readonly direction: 'ascending' | 'descending'
}

export function compareCells(
  a: string | number | null,
  b: string | number | null,
  { direction }: Pick<Sort, 'direction'>,
  texts: Intl.Collator,
): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const sign = direction === 'ascending' ? 1 : -1
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  return sign * texts.compare(String(a), String(b))
}

/** The next one when a heading is pressed: numbers begin with the greatest. */
export function nextSort(sort: Sort | null, key: string, isNumber: boolean): Sort {
  const begin = isNumber ? 'descending' : 'ascending'
  if (sort?.key !== key) return { key, direction: begin }
  return { key, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' }
}
