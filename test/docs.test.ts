/** The documents say what the program does: settings, commands, exit codes, formats, steps, examples, links and paths. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { describeConfig, loadConfig } from '../src/config.ts'
import { REPORT_FORMATS } from '../src/features/report/index.ts'
import { FORMATS } from '../src/ingest/import/formats.ts'
import { parseMapping } from '../src/ingest/import/mapping.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const cwd = mkdtempSync(join(tmpdir(), 'dirigent-docs-'))
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const filesUnder = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

const READMES = ['README.md', 'README.de.md']
const DOCUMENTS = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...filesUnder('docs').filter((name) => name.endsWith('.md')),
]

/** Lines of a document outside of its code blocks. */
function prose(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '')
}

/** The anchors GitHub gives the headings of a document. */
function anchorsOf(text: string): string[] {
  return all(prose(text), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

describe.each(READMES)('%s', (name) => {
  const text = read(name)
  const row = (first: string) => text.split('\n').find((line) => line.startsWith(`| \`${first}\` |`)) ?? ''

  it.each(describeConfig(loadConfig({ env: {}, cwd })))(
    'has setting $env with its name and default',
    ({ env, name: key, value }) => {
      const shown = typeof value === 'string' && value.startsWith('/') ? `./${relative(cwd, value)}` : value
      expect(row(env)).toContain(`| \`${key}\` |`)
      expect(row(env)).toContain(shown === null ? '| |' : `\`${String(shown).replace('./../', '../')}\``)
    },
  )

  it('names no setting that does not exist', () => {
    const known = new Set(describeConfig(loadConfig({ env: {}, cwd })).map(({ env }) => env))
    expect(all(text, /\b(DIRIGENT_[A-Z_]+|[A-Z]+_URL)\b/g).filter((env) => !known.has(env))).toEqual([])
  })

  it('has every command with every option, and no other', () => {
    const sources = filesUnder('src/cli/commands').map(read)
    const commands = sources.flatMap((source) => all(source, /\bprogram\s*\.command\('([a-z-]+)'\)/g)).toSorted()
    expect(commands.length).toBeGreaterThan(5)
    expect(
      all(text, /^\| `([a-z]+)(?: [^`]*)?` \| \S+ .*\|$/gm)
        .filter((word) => commands.includes(word))
        .toSorted(),
    ).toEqual(commands)
    const options = [...sources, read('src/cli/program.ts')].flatMap((source) =>
      all(source, /(?:\.option|new Option)\(\s*'(--[a-z-]+)/g),
    )
    expect(options.length).toBeGreaterThan(10)
    const missing = options.filter((option) => !text.includes(option))
    expect(missing).toEqual([])
  })

  it.each([...FORMATS, ...REPORT_FORMATS])('has format %s', (format) => {
    expect(text).toContain(`\`${format}\``)
  })

  it('lists the exit codes of the errors, and 0', () => {
    expect(all(text, /^\| (\d) \|/gm)).toEqual(exitCodes())
  })
})

function exitCodes(): string[] {
  return ['0', ...new Set(all(read('src/core/errors.ts'), /exit: (\d)/g))].toSorted()
}

describe('exit codes', () => {
  it('are the same in the help text and the operating guide', () => {
    expect(all(read('src/cli/program.ts'), /^ {2}(\d) {2}\S/gm)).toEqual(exitCodes())
    expect(all(read('docs/guide/operating.md'), /^\| (\d) \|/gm)).toEqual(exitCodes())
  })
})

describe('the guides', () => {
  it('describe every step of the night shift', () => {
    const steps = filesUnder('src/features')
      .filter((file) => file.endsWith('step.ts'))
      .flatMap((file) => all(read(file), /: NightStep = \{\s*name: '([a-z-]+)'/g))
    expect(steps.length).toBeGreaterThan(7)
    const headings = all(read('docs/guide/night-shift.md'), /^## ([a-z-]+): /gm)
    expect(steps.filter((step) => !headings.includes(step))).toEqual([])
    expect(headings.filter((heading) => !steps.includes(heading))).toEqual([])
  })

  it('describe every import format', () => {
    const headings = all(read('docs/guide/importing.md'), /^## ([a-z-]+)/gm)
    expect(FORMATS.filter((format) => !headings.includes(format))).toEqual([])
  })

  it('show mapping files that are valid, one for each target', () => {
    const examples = all(read('docs/guide/importing.md'), /^```json\n([\s\S]*?)^```/gm).filter((json) =>
      json.includes('"target"'),
    )
    const targets = examples.map((json) => parseMapping(JSON.parse(json), 'the example').target)
    expect(targets).toEqual(['orders', 'products', 'customers'])
  })

  it('show settings files that are valid', () => {
    const examples = all(read('docs/guide/settings.md'), /^```json\n([\s\S]*?)^```/gm).map((json): unknown =>
      JSON.parse(json),
    )
    expect(examples.length).toBeGreaterThan(0)
    const known = describeConfig(loadConfig({ env: {}, cwd })).map(({ name }) => name)
    for (const example of examples) expect(known).toEqual(expect.arrayContaining(Object.keys(example ?? {})))
  })
})

describe.each(DOCUMENTS)('%s', (name) => {
  const text = read(name)

  it('has no link to a file or heading that is not there', () => {
    const links = [...all(prose(text), /\]\(([^)\s]+)\)/g), ...all(prose(text), /src="([^"]+)"/g)]
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false
      const [path = '', anchor] = link.split('#')
      const target = path === '' ? join(root, name) : resolve(root, dirname(name), path)
      if (!existsSync(target)) return true
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
    })
    expect(broken).toEqual([])
  })

  it('names no path of the project that is not there', () => {
    const paths = all(text, /`((?:src|docs|bench|test|scripts|bin)\/[\w./-]+)`/g)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})
