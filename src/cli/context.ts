/** What every command is given. */
import type { App } from '../app.ts'
import type { Config, SettingName } from '../config.ts'
import type { Terminal } from './terminal.ts'

/** Settings given on the command line. */
export type Overrides = Partial<Record<SettingName, string>>

export interface CliContext {
  readonly terminal: Terminal
  /** Raised by Ctrl-C and by a polite kill. */
  readonly signal: AbortSignal
  loadConfig(overrides?: Overrides): Config
  /**
   * Opens both stores for the time of `work`, whatever becomes of it.
   * @param load what `work` will want to have loaded; called while the stores are being opened
   */
  withApp<T>(
    command: string,
    overrides: Overrides,
    work: (app: App) => Promise<T>,
    load?: () => Promise<unknown>,
  ): Promise<T>
}
