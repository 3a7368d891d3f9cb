import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError, messageOf } from '../../core/errors.ts'
import { LANGS } from '../../core/lang.ts'
import { DOCUMENT_KINDS, LINE_KINDS } from '../records.ts'
import { fromSystem } from './bytes.ts'
import { fileFault } from './fault.ts'

const column = z.string().trim().min(1, 'must be the name of a column')

/** When a rule applies: the column equals, begins with or contains one of the texts (case counts). */
const test = {
  column,
  equals: z.array(z.string()).min(1).optional(),
  startsWith: z.array(z.string().min(1)).min(1).optional(),
  contains: z.array(z.string().min(1)).min(1).optional(),
}

const ruleHasTest = (rule: Readonly<Record<string, unknown>>) =>
  [rule.equals, rule.startsWith, rule.contains].filter((given) => given !== undefined).length === 1
const RULE_MESSAGE = 'needs exactly one of "equals", "startsWith" and "contains"'

const common = {
  delimiter: z.string().length(1, 'must be one character').optional(),
  encoding: z.enum(['auto', 'utf-8', 'windows-1252']).default('auto'),
  /** The decimal sign is a comma; without it each value shows for itself. */
  decimalComma: z.boolean().optional(),
  dateFormat: z.enum(['auto', 'dmy', 'mdy', 'unix-seconds', 'unix-milliseconds']).default('auto'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code such as EUR')
    .optional(),
  lang: z.enum(LANGS).optional(),
  sheet: z.string().optional(),
}

const orders = z.strictObject({
  target: z.literal('orders'),
  ...common,
  columns: z
    .strictObject({
      order: column,
      placedAt: column,
      sku: column,
      quantity: column,
      unitPrice: column.optional(),
      lineTotal: column.optional(),
      title: column.optional(),
      kind: column.optional(),
      customer: column.optional(),
      email: column.optional(),
      country: column.optional(),
      channel: column.optional(),
      currency: column.optional(),
      cancelledAt: column.optional(),
    })
    .refine((columns) => columns.unitPrice !== undefined || columns.lineTotal !== undefined, {
      message: 'needs "unitPrice" or "lineTotal"',
    }),
  lineKinds: z
    .array(z.strictObject({ ...test, kind: z.enum(LINE_KINDS) }).refine(ruleHasTest, { message: RULE_MESSAGE }))
    .default([]),
  documents: z
    .array(z.strictObject({ ...test, document: z.enum(DOCUMENT_KINDS) }).refine(ruleHasTest, { message: RULE_MESSAGE }))
    .default([]),
})

const products = z.strictObject({
  target: z.literal('products'),
  ...common,
  columns: z
    .strictObject({
      sku: column,
      title: column.optional(),
      titleDe: column.optional(),
      titleEn: column.optional(),
      product: column.optional(),
      description: column.optional(),
      descriptionDe: column.optional(),
      descriptionEn: column.optional(),
      brand: column.optional(),
      category: column.optional(),
      tags: column.optional(),
      status: column.optional(),
      barcode: column.optional(),
      price: column.optional(),
      compareAt: column.optional(),
      cost: column.optional(),
      stock: column.optional(),
    })
    .refine((columns) => [columns.title, columns.titleDe, columns.titleEn].some((name) => name !== undefined), {
      message: 'needs "title", "titleDe" or "titleEn"',
    }),
  /** Attribute of the product by column. */
  attributes: z.record(column, z.string().min(1)).default({}),
  /** Option of the variant (size, colour) by column. */
  options: z.record(column, z.string().min(1)).default({}),
})

const customers = z.strictObject({
  target: z.literal('customers'),
  ...common,
  columns: z.strictObject({
    customer: column,
    email: column.optional(),
    name: column.optional(),
    firstName: column.optional(),
    lastName: column.optional(),
    country: column.optional(),
    city: column.optional(),
    postcode: column.optional(),
    createdAt: column.optional(),
    acceptsMarketing: column.optional(),
  }),
})

const mapping = z.discriminatedUnion('target', [orders, products, customers])

/** How the columns of somebody's own CSV are read: the validated mapping file. */
export type CsvMapping = z.infer<typeof mapping>
export type OrdersMapping = Extract<CsvMapping, { target: 'orders' }>
export type ProductsMapping = Extract<CsvMapping, { target: 'products' }>
export type CustomersMapping = Extract<CsvMapping, { target: 'customers' }>

/**
 * Checks a mapping.
 * @param source  what messages call it, usually the file's path
 * @throws AppError  input.invalid with one sentence for each thing that is wrong
 */
export function parseMapping(json: unknown, source: string): CsvMapping {
  const result = mapping.safeParse(json)
  if (result.success) return result.data
  const sentences = result.error.issues.map((issue) => sentenceOf(issue, json))
  throw new AppError('input.invalid', `${source}: the mapping is not valid. ${sentences.join(' ')}`, { file: source })
}

function sentenceOf(issue: z.core.$ZodIssue, json: unknown): string {
  const place = issue.path.length === 0 ? 'The mapping' : `"${issue.path.join('.')}"`
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ')
    return `${place} has unknown ${issue.keys.length === 1 ? 'entry' : 'entries'} ${keys}.`
  }
  if (issue.code === 'invalid_union') return `"target" must be "orders", "products" or "customers".`
  if (issue.code === 'invalid_type' && valueAt(json, issue.path) === undefined) return `${place} is missing.`
  return `${place} ${issue.message.replace(/^Invalid (?:input|option): /, 'is not valid: ')}.`
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = json
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.entries(value).find(([name]) => name === String(key))?.[1]
  }
  return value
}

/**
 * Reads and checks a mapping file.
 * @throws AppError  input.not-found or input.invalid
 */
export async function readMapping(path: string): Promise<CsvMapping> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw fromSystem(path, error)
  }
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw fileFault(path, null, `the mapping is not JSON (${messageOf(error)}); correct it.`, error)
  }
  return parseMapping(json, path)
}
