/** Values for a JSON Schema: what it asks for, with something hostile in any place of it. */
import fc from 'fast-check'
import type { Schema } from './workbench.ts'

const text = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      ' ',
      '0',
      '-1',
      '1e999',
      'NaN',
      'null',
      'true',
      'undefined',
      '2026-02-30',
      '0000-01-01',
      '9999-12-31',
      'latest',
    ],
    ...[
      '\u0000',
      '\ud800',
      '￿',
      '\u202e',
      'a\u0000b',
      '\n\r\t',
      '{{7*7}}',
      '%00',
      '%ff',
      '%2e%2e%2f',
      '../../etc/passwd',
    ],
    ...[
      "'; DROP TABLE reports; --",
      '" OR 1=1',
      '\\',
      '$1',
      '{from:Date}',
      '<script>alert(1)</script>',
      '=cmd()',
      '*',
      '|',
      ':',
    ],
    ...[
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'property:__proto__',
      'property:x:y',
      'device:',
      '/x|path=',
      'a@b.example',
    ],
    ...[
      'http://169.254.169.254/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://[::1]/',
      '1'.repeat(400),
      'x'.repeat(3_000),
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uuid(),
)
const number = fc.constantFrom(0, -0, 1, -1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 1e308, -1e308, 5e-324)
const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4 },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('anything'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom('id', 'de', 'en', 'kind', 'of')), tie('anything'), { maxKeys: 4 }),
  ),
}))

/** Whatever JSON can say. */
export const anyJson: fc.Arbitrary<unknown> = anything
export const anyText: fc.Arbitrary<string> = text

/** Nested deeper than any honest value. */
export const deepJson: fc.Arbitrary<unknown> = fc
  .tuple(fc.integer({ min: 10, max: 2_000 }), fc.constantFrom('of', 'rule', 'definition'))
  .map(([depth, key]) => Array.from({ length: depth }).reduce<unknown>((inner) => ({ [key]: inner }), []))

const MOST_DEPTH = 6

/**
 * Mostly what the schema asks for, in any place now and then anything.
 * @param schemas  what references point to
 */
export function valuesOf(schema: Schema, schemas: Readonly<Record<string, Schema>>, depth = 0): fc.Arbitrary<unknown> {
  const honest = honestOf(schema, schemas, depth)
  return fc.oneof({ weight: 8, arbitrary: honest }, { weight: 1, arbitrary: anyJson })
}

function honestOf(schema: Schema, schemas: Readonly<Record<string, Schema>>, depth: number): fc.Arbitrary<unknown> {
  if (depth > MOST_DEPTH) return anyJson
  const inner = (one: unknown) => valuesOf(isSchema(one) ? one : {}, schemas, depth + 1)
  const { $ref, const: only, enum: some, type } = schema
  if (typeof $ref === 'string') return inner(schemas[$ref.split('/').at(-1) ?? ''])
  if (only !== undefined) return fc.constant(only)
  if (Array.isArray(some)) return fc.constantFrom(...some)
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    const parts = schema[key]
    if (Array.isArray(parts)) return fc.oneof(...parts.map(inner))
  }
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => inner({ ...schema, type: one })))
  switch (type) {
    case 'string':
      return stringsOf(schema)
    case 'integer':
    case 'number':
      return numbersOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(inner(schema.items), { maxLength: 5 })
    case 'object':
      return objectsOf(schema, inner)
    default:
      return anyJson
  }
}

function stringsOf({ format }: Schema): fc.Arbitrary<string> {
  const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time') return day.map((date) => date.toISOString())
  return fc.oneof(
    text,
    day.map((date) => date.toISOString().slice(0, 10)),
  )
}

function numbersOf({ minimum, maximum, type }: Schema): fc.Arbitrary<number> {
  const [min, max] = [Number(minimum ?? -1_000), Number(maximum ?? 1_000)]
  const within = fc.integer({ min: Math.max(Math.ceil(min), -(2 ** 53)), max: Math.min(Math.floor(max), 2 ** 53) })
  return fc.oneof(within, fc.constantFrom(min, max), ...(type === 'number' ? [fc.double({ noNaN: true })] : []))
}

function objectsOf(schema: Schema, inner: (one: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = isSchema(schema.properties) ? schema.properties : {}
  const known = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one)]))
  const required = Array.isArray(schema.required) ? schema.required.filter((name) => name in known) : []
  const object = fc.record(known, { requiredKeys: required })
  const more = isSchema(schema.additionalProperties) ? inner(schema.additionalProperties) : anyJson
  return fc.oneof(
    { weight: 6, arbitrary: object },
    {
      weight: 1,
      arbitrary: fc.tuple(object, fc.dictionary(text, more, { maxKeys: 3 })).map(([a, b]) => ({ ...a, ...b })),
    },
  )
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}
