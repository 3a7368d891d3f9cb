/** A table of a page as a table in Markdown: its words, in rows of one width. Empty: it has none. */
export function tableSource(table: HTMLElement): string {
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) =>
      (cell.textContent ?? '').replace(/\s+/g, ' ').trim().replaceAll('\\', '\\\\').replaceAll('|', '\\|'),
    ),
  )
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0) return ''
  const [head = '', ...others] = rows.map(
    (row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? '').join(' | ')} |`,
  )
  return [head, `|${' --- |'.repeat(width)}`, ...others].join('\n')
}
