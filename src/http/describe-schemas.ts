/** Validators as JSON Schema within one description: what has a name, or refers to itself, stands among its components. */
import { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

type Side = 'input' | 'output'

export interface Schemas {
  /** Puts a schema among the components and gives a reference to it. */
  refer(name: string, schema: z.ZodType, side: Side): JsonSchema
  /** The schema itself; empty where there is none. */
  read(name: string, schema: z.ZodType | undefined, side: Side): JsonSchema
  all(): Readonly<Record<string, JsonSchema>>
}

export function createSchemas(): Schemas {
  const components: Record<string, JsonSchema> = {}
  const convert = (name: string, schema: z.ZodType, side: Side): JsonSchema => {
    const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' })
    const nameOf = (key: string) => `${name}${key.replaceAll(/\W|_/g, '')}`
    const names = new Map(Object.keys($defs).map((key) => [`#/$defs/${key}`, nameOf(key)]))
    names.set('#', name)
    for (const [key, part] of Object.entries($defs)) components[nameOf(key)] = refersTo(part, names)
    return refersTo(own, names)
  }
  return {
    refer(name, schema, side) {
      components[name] = convert(name, schema, side)
      return { $ref: `#/components/schemas/${name}` }
    },
    read: (name, schema, side) => (schema === undefined ? {} : convert(name, schema, side)),
    all: () => components,
  }
}

/** The same with its references pointing to where the parts stand now. */
function refersTo<T extends object | boolean>(value: T, names: ReadonlyMap<string, string>): T {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([key, inner]) => {
        const moved = key === '$ref' && typeof inner === 'string' ? names.get(inner) : undefined
        return [key, moved === undefined ? walk(inner) : `#/components/schemas/${moved}`]
      }),
    )
  }
  return walk(value) as T // the same shape, with other texts in it
}
