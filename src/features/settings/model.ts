/** Which of several words about a setting holds. Pure. */
import type { Config } from '../../config.ts'
import type { Said, SaidName, SettingsChange } from './schema.ts'

/** Whether it was set outside of the workbench, where it comes first. */
export function isLocked({ origins }: Pick<Config, 'origins'>, name: SaidName): boolean {
  return origins[name] !== 'default'
}

/** The settings as they hold: those of the workbench where nothing is set outside of it. */
export function settleConfig(config: Config, said: Said): Config {
  const free = <T>(name: SaidName, mine: T | undefined, theirs: T): T =>
    mine === undefined || isLocked(config, name) ? theirs : mine
  return {
    ...config,
    shopName: free('shopName', said.shopName, config.shopName),
    reportTo: free('reportTo', said.reportTo?.join(', '), config.reportTo),
    language: free('language', said.language, config.language),
    nightAt: free('nightAt', said.nightAt, config.nightAt),
  }
}

/** What was said, with a change: null takes a word back. */
export function applyChange(said: Said, change: SettingsChange): Said {
  const merged = Object.entries({ ...said, ...change }).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(merged)
}

/** Minutes past the hour and hours of a night that begins at this time of day, as cron has them. */
export function nightCron(nightAt: string): string {
  const [hour, minute] = nightAt.split(':').map(Number)
  return `${minute} ${hour} * * *`
}
