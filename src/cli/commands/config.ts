import { describeConfig } from '../../config.ts'
import type { CliContext, Overrides } from '../context.ts'

export function runConfig(
  { terminal, loadConfig }: CliContext,
  overrides: Overrides,
  options: { json?: boolean },
): void {
  const settings = describeConfig(loadConfig(overrides))
  if (options.json === true) {
    terminal.print(JSON.stringify(Object.fromEntries(settings.map(({ name, value }) => [name, value])), null, 2))
    return
  }
  for (const { name, env, value, about } of settings) {
    terminal.print(`${name.padEnd(14)} ${String(value ?? '-').padEnd(34)} ${env.padEnd(24)} ${about}`)
  }
}
