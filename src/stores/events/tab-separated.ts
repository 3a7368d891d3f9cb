/** ClickHouse's TabSeparated format: half the work of lines of JSON, for us and for the engine. */
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' }
const SPECIAL = new RegExp(`[${Object.values(ESCAPES).join('')}]`)
const ALL_SPECIAL = new RegExp(SPECIAL, 'g')

/** One line, without the line break at its end. */
export function tabSeparated(values: readonly (string | number)[]): string {
  let line = ''
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? ''
    if (index > 0) line += '\t'
    line += typeof value === 'string' && SPECIAL.test(value) ? escaped(value) : value
  }
  return line
}

function escaped(value: string): string {
  return value.replace(ALL_SPECIAL, (character) => ESCAPES[character] ?? character)
}
