/** Numbers, one for each row; NaN means not known. */
export interface NumberColumn {
  readonly name: string
  readonly kind: 'number'
  readonly values: Float64Array | Float32Array
}

/** Places in `labels`, one for each row; any negative number means not known. */
export interface CategoryColumn {
  readonly name: string
  readonly kind: 'category'
  readonly values: Int32Array
  readonly labels: readonly string[]
}

export type Column = NumberColumn | CategoryColumn

/**
 * The number of rows of a table.
 * @throws RangeError  no column, names that occur twice, columns of different length, a place outside of the labels
 */
export function rowsOf(columns: readonly Column[]): number {
  const [first] = columns
  if (first === undefined) throw new RangeError('columns must not be empty')
  const rows = first.values.length
  const names = new Set<string>()
  for (const column of columns) {
    const { name, values } = column
    if (names.has(name)) throw new RangeError(`column '${name}' stands there twice`)
    names.add(name)
    if (values.length !== rows)
      throw new RangeError(`column '${name}' has ${values.length} rows, '${first.name}' has ${rows}`)
    if (column.kind === 'number') continue
    const { labels } = column
    const bad = column.values.findIndex((place) => place >= labels.length)
    if (bad >= 0)
      throw new RangeError(`column '${name}', row ${bad}: ${values[bad]} is no place in its ${labels.length} labels`)
  }
  return rows
}
