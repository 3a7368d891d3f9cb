/** Some rows of a table, in the order of the file. */
export interface RowBlock {
  readonly rows: readonly string[][]
  /** Line in the file (xlsx: row of the sheet) where each row begins, 1-based. */
  readonly lines: readonly number[]
  /** By index into `rows`: why a row cannot be read as it stands. */
  readonly faults: ReadonlyMap<number, string> | null
  /** Some field here holds bytes that are no text: look at each. */
  readonly suspect: boolean
}
