/** What the features need of the app: made where the shells and the list of skills put them together. */
import type { App } from './app.ts'
import type { Config } from './config.ts'
import { autonomyRule } from './features/autonomy/index.ts'
import { type DeskDeps, skillSteps } from './features/desk/index.ts'
import type { NightDeps } from './features/nightshift/index.ts'
import type { MailDeps } from './features/report/index.ts'
import { readSettings, settleConfig } from './features/settings/index.ts'
import { openColleagues, type TeamDeps } from './features/team/index.ts'
import { createSeal } from './stores/seal.ts'
import { readShop } from './stores/state/shop.ts'

/** Currency of a shop that has said none. */
const DEFAULT_CURRENCY = 'EUR'

/** The settings as they hold now: what people set in the workbench where nothing is set outside of it. */
export async function currentConfig({ config, state }: Pick<App, 'config' | 'state'>): Promise<Config> {
  return settleConfig(config, (await readSettings(state)).said)
}

export interface Shop {
  readonly name: string
  readonly currency: string
  readonly taxPercent: number
  readonly timeZone: string
  readonly holidays: string
}

/** The shop as it holds: settings before what imports and the demo said. */
export async function describeCurrentShop(app: Pick<App, 'config' | 'state'>): Promise<Shop> {
  const [config, facts] = await Promise.all([currentConfig(app), readShop(app.state)])
  return {
    name: config.shopName ?? facts.name ?? (config.language === 'de' ? 'Mein Shop' : 'My shop'),
    currency: config.currency ?? facts.currency ?? DEFAULT_CURRENCY,
    taxPercent: config.taxPercent ?? facts.taxPercent ?? 0,
    timeZone: config.timeZone,
    holidays: config.holidays,
  }
}

/** What mailing a report needs of the app. */
export async function mailDeps(app: Pick<App, 'state' | 'clock' | 'config'>): Promise<MailDeps> {
  const { state, clock } = app
  const { smtpUrl, mailFrom, reportTo, language, publicUrl } = await currentConfig(app)
  const to = addressesOf(reportTo)
  const smtp = smtpUrl === null || mailFrom === null || to.length === 0 ? null : { url: smtpUrl, from: mailFrom, to }
  return { state, clock, lang: language, smtp, publicUrl }
}

/** What the desk needs of the app. */
export function deskDeps(app: Pick<App, 'config' | 'clock' | 'log' | 'state' | 'skills'>): DeskDeps {
  const { timeZone, language } = app.config
  return {
    ...app,
    timeZone,
    lang: language,
    rule: autonomyRule({ ...app, timeZone }),
    people: openColleagues(app.state),
  }
}

/** What the team needs of the app. @param cliToken what the command line of this machine shows; null: it does not ask */
export function teamDeps(
  { state, clock, log, config }: Pick<App, 'state' | 'clock' | 'log' | 'config'>,
  cliToken: string | null,
): TeamDeps {
  const { smtpUrl, mailFrom, language, publicUrl, trustProxy, sealKey, dataDir } = config
  const smtp = smtpUrl === null || mailFrom === null ? null : { url: smtpUrl, from: mailFrom }
  const seal = createSeal(sealKey, dataDir)
  return { state, clock, log, seal, language, smtp, publicUrl, trustForwarded: trustProxy !== 'none', cliToken }
}

/** What the night shift needs of the app. */
export async function nightDeps(app: Omit<App, 'lock' | 'close'>): Promise<NightDeps> {
  const { state, events, compute, clock, log, steps } = app
  const shop = await describeCurrentShop(app)
  return { state, events, compute, clock, log, steps, shop, skillSteps: await skillSteps(deskDeps(app)) }
}

/** Mail addresses as settings name them: separated by commas. */
export function addressesOf(list: string | null): string[] {
  return (list ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
}
