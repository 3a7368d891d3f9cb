/** What every command is given. */
import type { App } from '../app.ts'
import type { Config, SettingName } from '../config.ts'
import type { Terminal } from './terminal.ts'

/** Settings given on the command line. */
export type Overrides = Partial<Record<SettingName, string>>

/** What a command wants to have loaded. */
interface Needs {
  load?(): Promise<unknown>
  /** Neither analyses nor skills: half a second less to wait for. */
  readonly bare?: true
}

export interface CliContext {
  readonly terminal: Terminal
  /** Raised by Ctrl-C and by a polite kill. */
  readonly signal: AbortSignal
  loadConfig(overrides?: Overrides): Config
  /**
   * Opens both stores for the time of `work`, whatever becomes of it.
   * @param needs what `work` will want to have loaded besides the analyses and skills; loaded while the stores are being opened
   */
  withApp<T>(command: string, overrides: Overrides, work: (app: App) => Promise<T>, needs?: Needs): Promise<T>
}
