/** What every command is given. */
import type { App } from '../app.ts'
import type { Config, SettingName } from '../config.ts'
import type { Terminal } from './terminal.ts'

export interface CliContext {
  readonly terminal: Terminal
  /** Raised by Ctrl-C and by a polite kill. */
  readonly signal: AbortSignal
  loadConfig(overrides?: Partial<Record<SettingName, string>>): Config
  /** Opens both stores for the time of `work`, whatever becomes of it. */
  withApp<T>(
    command: string,
    overrides: Partial<Record<SettingName, string>>,
    work: (app: App) => Promise<T>,
  ): Promise<T>
}
