import type { Command } from 'commander'
import { describeConfig } from '../../config.ts'
import type { CliContext } from '../context.ts'
import { overridesOf } from '../options.ts'

export function addConfig(program: Command, { terminal, loadConfig }: CliContext): void {
  program
    .command('config')
    .description('print the effective settings, secrets masked')
    .option('--json', 'as one JSON object')
    .action((options: { json?: boolean }, command: Command) => {
      const settings = describeConfig(loadConfig(overridesOf(command)))
      if (options.json === true) {
        terminal.print(JSON.stringify(Object.fromEntries(settings.map(({ name, value }) => [name, value])), null, 2))
        return
      }
      for (const { name, env, value, about } of settings) {
        terminal.print(`${name.padEnd(14)} ${String(value ?? '-').padEnd(34)} ${env.padEnd(24)} ${about}`)
      }
    })
}
