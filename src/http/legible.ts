/** What no route takes, whatever it is asked: texts that the state store cannot hold, and bodies nested beyond all reason. */
import type { FastifyInstance } from 'fastify'
import { AppError } from '../core/errors.ts'

/** Deeper than anything a route of ours takes; what walks through it afterwards calls itself for each level. */
const MOST_LEVELS = 64

export function refuseIllegible(server: FastifyInstance): void {
  server.addHook('preValidation', async ({ params, query, body }) => {
    refuse(params, 'The address')
    refuse(query, 'The query')
    refuse(body, 'The body')
  })
}

/** @throws AppError 'usage.invalid' */
function refuse(whole: unknown, name: string): void {
  const open: { readonly value: unknown; readonly level: number }[] = [{ value: whole, level: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, level } = next
    if (typeof value === 'string') refuseText(value, name)
    if (typeof value !== 'object' || value === null) continue
    if (level > MOST_LEVELS)
      throw new AppError('usage.invalid', `${name}: is nested deeper than ${MOST_LEVELS} levels.`)
    for (const [key, inner] of Object.entries(value)) {
      refuseText(key, name)
      open.push({ value: inner, level: level + 1 })
    }
  }
}

/** PostgreSQL has no texts with a character of code 0. */
function refuseText(text: string, name: string): void {
  if (text.includes('\0')) throw new AppError('usage.invalid', `${name}: holds a character of code 0.`)
}
