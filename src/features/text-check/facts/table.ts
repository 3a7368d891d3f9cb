/** Tables of words as text: a line an entry, its cells between bars, the members of a cell between commas. */

/** The cells of each line; throws no error: what is missing is empty. */
export function readTable(text: string): readonly (readonly string[])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
}

export const members = (cell: string | undefined): readonly string[] =>
  (cell ?? '')
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '')
