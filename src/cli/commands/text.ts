/** `dirigent text write|check`: through the workbench that is running, which has the products, the dictionaries and the writer. */
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { Lang } from '../../core/lang.ts'
import type { CliContext, Overrides } from '../context.ts'
import { type RunningWorkbench, runningWorkbench } from '../running.ts'

export type TextAction = 'write' | 'check'

export interface TextOptions {
  readonly action: TextAction
  readonly product: string
  readonly kind: string
  readonly lang?: Lang
  readonly versions?: string
  readonly seed?: string
  readonly format: 'json' | 'text'
}

const finding = z.object({
  rule: z.string(),
  level: z.enum(['error', 'warning', 'hint']),
  start: z.number(),
  end: z.number(),
  reason: z.object({ de: z.string(), en: z.string() }),
  mend: z.string().nullable(),
})
type Finding = z.infer<typeof finding>
const written = z.looseObject({
  versions: z.array(z.looseObject({ text: z.string(), findings: z.array(finding) })),
  missing: z.object({ de: z.string(), en: z.string() }).nullable(),
})
const checked = z.looseObject({ findings: z.array(finding) })
const found = z.object({ items: z.array(z.object({ id: z.number(), externalId: z.string(), title: z.unknown() })) })

/** Exit code 3 where a text has an error, so that scripts can stop there. */
export async function runText(context: CliContext, overrides: Overrides, options: TextOptions): Promise<void> {
  const config = context.loadConfig(overrides)
  const running = runningWorkbench(config.dataDir)
  if (running === null)
    throw new AppError(
      'store.unusable',
      `No workbench is running on ${config.dataDir}. Start it with 'dirigent start', and run this again beside it.`,
    )
  const product = await productOf(running, options.product)
  const lang = options.lang ?? config.language
  const findings =
    options.action === 'write'
      ? await write(context, running, { ...options, lang, id: product })
      : await check(context, running, { ...options, lang, id: product })
  const errors = findings.filter(({ level }) => level === 'error').length
  if (errors > 0) throw new AppError('input.invalid', `The text has ${errors} error${errors === 1 ? '' : 's'}.`)
}

type Asked = TextOptions & { readonly lang: Lang; readonly id: number }

async function write({ terminal }: CliContext, running: RunningWorkbench, asked: Asked): Promise<readonly Finding[]> {
  const { id, kind, lang, versions = '3', seed = '1', format } = asked
  const body = { product: id, kind, lang, versions: whole('--versions', versions), seed: whole('--seed', seed) }
  const answer = written.parse(await running.ask('/api/v1/texts/write', { method: 'POST', body }))
  if (format === 'json') terminal.print(JSON.stringify(answer, null, 2))
  else if (answer.missing !== null) terminal.print(answer.missing[lang])
  else
    terminal.print(
      answer.versions
        .map(({ text: said, findings }) => [said, ...findings.map((one) => lineOf(one, said, lang))].join('\n'))
        .join('\n\n---\n\n'),
    )
  return answer.versions.flatMap(({ findings }) => findings)
}

async function check({ terminal }: CliContext, running: RunningWorkbench, asked: Asked): Promise<readonly Finding[]> {
  const { id, lang, format } = asked
  const said = await text(process.stdin)
  const body = { product: id, lang, text: said }
  const answer = checked.parse(await running.ask('/api/v1/texts/check', { method: 'POST', body }))
  if (format === 'json') terminal.print(JSON.stringify(answer, null, 2))
  else if (answer.findings.length === 0) terminal.print({ de: 'Nichts gefunden.', en: 'Nothing found.' }[lang])
  else for (const one of answer.findings) terminal.print(lineOf(one, said, lang))
  return answer.findings
}

function lineOf({ rule, level, start, end, reason, mend }: Finding, said: string, lang: Lang): string {
  const place = said.slice(start, end).replace(/\s+/g, ' ').trim()
  const better = mend === null ? '' : ` -> ${mend === '' ? '-' : mend}`
  return `${level}  ${rule}  ${place === '' ? '' : `"${place}": `}${reason[lang]}${better}`
}

/** A product by its number in the workbench, its number in the shop, an article number, or words that only it has. */
async function productOf(running: RunningWorkbench, said: string): Promise<number> {
  const { items } = found.parse(
    await running.ask(`/api/v1/products?${new URLSearchParams({ text: said, limit: '50', sort: 'title' })}`),
  )
  const exact = items.filter(({ externalId }) => externalId === said)
  const [one, ...others] = exact.length > 0 ? exact : items
  if (one !== undefined && others.length === 0) return one.id
  if (/^\d{1,15}$/.test(said)) return Number(said)
  throw new AppError(
    one === undefined ? 'input.not-found' : 'usage.invalid',
    one === undefined
      ? `No product has '${said}' in its number or its title.`
      : `--product: '${said}' fits ${items.length} products; name one by its number, for example ${one.externalId}.`,
  )
}

function whole(option: string, said: string): number {
  if (/^\d{1,7}$/.test(said)) return Number(said)
  throw new AppError('usage.invalid', `${option}: '${said}' is no whole number.`)
}
