/** A country or category that is not known is empty; imports write 'unknown' where a file names no channel. */
const NOT_GIVEN: readonly string[] = ['', 'unknown']

/** The same as a list for `IN` in a query. */
export const NOT_GIVEN_LIST = `(${NOT_GIVEN.map((key) => `'${key}'`).join(', ')})`

/** Whether the key of a breakdown names anything. */
export function isGiven(key: string): boolean {
  return !NOT_GIVEN.includes(key)
}
