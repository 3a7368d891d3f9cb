// Holds the size rule of the house: no source file over 500 lines (tables of data are exempt by name: *.data.ts).
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const LIMIT = 500
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(file) && !file.endsWith('.data.ts'))
const long = files
  .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
  .filter(({ lines }) => lines > LIMIT)
for (const { file, lines } of long) console.error(`${file}: ${lines} lines, at most ${LIMIT}. Make it a folder.`)
console.log(`sizes: ${files.length} files, ${long.length} over ${LIMIT} lines`)
process.exit(long.length > 0 ? 1 : 0)
