/** What comes from outside, read by a schema; what is wrong with it is said in one way. */
import type { z } from 'zod'
import { AppError, type FaultCode } from '../core/errors.ts'

/**
 * @param whole  what is said where the value itself is wrong and no field of it: 'The body'
 * @throws AppError with the field and what is expected of it
 */
export function parseInput<S extends z.ZodType>(
  schema: S,
  value: unknown,
  whole: string,
  code: FaultCode = 'usage.invalid',
): z.output<S> {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const { path, message } = deepest(read.error.issues)
  const where = path.length === 0 ? whole : path.map(String).join('.')
  throw new AppError(code, `${where}: ${message.replace(/\.$/, '')}.`)
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly errors?: readonly (readonly Issue[])[]
}

/** Of what is wrong with the alternatives of a union, that of the one which came furthest. */
function deepest(issues: readonly Issue[], path: readonly PropertyKey[] = []): Issue {
  const [first] = issues
  if (first === undefined) return { path, message: 'is not valid' }
  const here = [...path, ...first.path]
  const inner = (first.errors ?? []).filter((list) => list.length > 0).map((list) => deepest(list, here))
  const furthest = inner.sort((a, b) => b.path.length - a.path.length)[0]
  return furthest ?? { path: here, message: first.message }
}
