/** What the library decides: whether a prompt can be filled in, and which version writes about what. Pure. */
import { hash32 } from '../../core/ids.ts'
import type { Text } from '../../core/lang.ts'
import { wilsonInterval } from '../../ml/stats/wilson.ts'
import { PROMPT_VARIABLES, VARIABLE_PLACE } from '../writing/index.ts'
import type { PromptContent, Share, StandingBody } from './schema.ts'
import { DATA_IN_SYSTEM, DATA_TWICE, NO_DATA, NOT_CLOSED, unknownVariable } from './texts.ts'

/** What stands in the way of filling a prompt in; null: nothing. */
export function faultIn({ system, template }: Pick<PromptContent, 'system' | 'template'>): Text | null {
  for (const text of [system, template]) {
    const unknown = variablesIn(text).find((name) => !PROMPT_VARIABLES.some((one) => one === name))
    if (unknown !== undefined) return unknownVariable(unknown, PROMPT_VARIABLES)
    if (/\{\{|\}\}/.test(text.replace(VARIABLE_PLACE, ''))) return NOT_CLOSED
  }
  if (variablesIn(system).includes('data')) return DATA_IN_SYSTEM
  const places = variablesIn(template).filter((name) => name === 'data').length
  return places === 0 ? NO_DATA : places > 1 ? DATA_TWICE : null
}

function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE_PLACE)].map(([, name = '']) => name)
}

/**
 * Which version writes about a subject: always the same one for as long as nothing is changed, and another part of the subjects for
 * each candidate.
 */
export function versionFor(
  { current, candidate, share }: Pick<StandingBody, 'current' | 'candidate' | 'share'>,
  prompt: string,
  subject: string,
): number {
  if (candidate === null) return current
  const hash = hash32(JSON.stringify([prompt, candidate, subject]))
  return (hash / 2 ** 32) * 100 < share ? candidate : current
}

export function shareOf(count: number, n: number): Share {
  const { low, high } = wilsonInterval(count, n) ?? { low: null, high: null }
  return { count, n, low, high }
}
