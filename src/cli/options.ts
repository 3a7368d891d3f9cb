/** Options that several commands share. */
import type { Command } from 'commander'
import { AppError } from '../core/errors.ts'
import type { Overrides } from './context.ts'

/** Settings given on the command line. */
export function overridesOf(command: Command): Overrides {
  const { dataDir } = command.optsWithGlobals<{ dataDir?: string }>()
  return dataDir === undefined ? {} : { dataDir }
}

/** A whole number within bounds, for an option. */
export function parseWhole(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new AppError('usage.invalid', `${name}: '${text}' is no whole number from ${min} to ${max}.`)
  }
  return value
}
