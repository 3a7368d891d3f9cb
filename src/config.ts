/** The only reader of the environment: every setting, its source, its check, and the sentence for a wrong one. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { AppError, messageOf } from './core/errors.ts'
import { isTimeZone } from './core/time.ts'

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    )
const optional = <T extends z.ZodType>(schema: T) => schema.nullable().default(null)
const expected = (sentence: string) => ({ error: sentence })
const whole = (least: number, most: number, what: string) => {
  const sentence = expected(`${what} from ${least} to ${most}`)
  return z.coerce.number(sentence).int(sentence).min(least, sentence).max(most, sentence)
}
const amount = () =>
  z.coerce.number(expected('an amount of 0 or more')).min(0, expected('an amount of 0 or more')).max(1e9)

const PLACE = 'latitude and longitude with a comma between, for example 52.52,13.41'

interface Setting {
  readonly env: string
  readonly schema: z.ZodType
  readonly secret?: boolean
  readonly about: string
}

const setting = <S extends z.ZodType>(env: string, about: string, schema: S, secret = false) => ({
  env,
  about,
  schema,
  secret,
})

const SETTINGS = {
  dataDir: setting(
    'DIRIGENT_DATA_DIR',
    'folder of the embedded stores',
    z.string().min(1, expected('a folder')).default('./data'),
  ),
  datasetsDir: setting(
    'DIRIGENT_DATASETS',
    'folder of the data sets for tests and benches',
    z.string().min(1).default('../shared/data'),
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'PostgreSQL server instead of the embedded one',
    optional(url(['postgres:', 'postgresql:'])),
    true,
  ),
  clickhouseUrl: setting(
    'CLICKHOUSE_URL',
    'ClickHouse server instead of the embedded engine',
    optional(url(['http:', 'https:'])),
    true,
  ),
  clickhouseCluster: setting(
    'DIRIGENT_CLICKHOUSE_CLUSTER',
    'name of the cluster behind CLICKHOUSE_URL, as in its system.clusters; unset: one server',
    optional(z.string().regex(/^[\w-]{1,64}$/, expected('a name of letters, digits, _ and -'))),
  ),
  host: setting('DIRIGENT_HOST', 'address the workbench listens on', z.string().min(1).default('127.0.0.1')),
  port: setting(
    'DIRIGENT_PORT',
    'port the workbench listens on (default 4747, a free one where that is taken); 0 takes a free one',
    optional(
      z.coerce
        .number(expected('a port from 0 to 65535'))
        .int(expected('a port from 0 to 65535'))
        .min(0, expected('a port from 0 to 65535'))
        .max(65535, expected('a port from 0 to 65535')),
    ),
  ),
  publicUrl: setting(
    'DIRIGENT_PUBLIC_URL',
    'address under which people reach the workbench',
    optional(url(['http:', 'https:'])),
  ),
  shopName: setting(
    'DIRIGENT_SHOP_NAME',
    'name of the shop in reports; else what the demo or an import said',
    optional(z.string().min(1).max(120)),
  ),
  currency: setting(
    'DIRIGENT_CURRENCY',
    'currency of the shop; else the first import decides',
    optional(z.string().regex(/^[A-Z]{3}$/, 'a currency of three capital letters, for example EUR')),
  ),
  taxPercent: setting(
    'DIRIGENT_TAX_PERCENT',
    'VAT contained in the prices, in percent; 0 where prices are net',
    optional(
      z.coerce
        .number(expected('a percentage from 0 to 50'))
        .min(0, expected('a percentage from 0 to 50'))
        .max(50, expected('a percentage from 0 to 50')),
    ),
  ),
  timeZone: setting(
    'DIRIGENT_TIME_ZONE',
    "the shop's time zone for days, weeks and schedules",
    z.string().refine(isTimeZone, 'an IANA time zone, for example Europe/Berlin').default('Europe/Berlin'),
  ),
  holidays: setting(
    'DIRIGENT_HOLIDAYS',
    'country, or country and state, whose public holidays count',
    z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'a country or a country and state, for example DE or DE-BY')
      .default('DE'),
  ),
  language: setting(
    'DIRIGENT_LANGUAGE',
    'language of reports and mails, and of the texts of a shop that has but one',
    z.enum(['de', 'en'], expected("'de' or 'en'")).default('de'),
  ),
  nightAt: setting(
    'DIRIGENT_NIGHT_AT',
    'shop time at which the night shift begins',
    z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM, for example 02:00')
      .default('02:00'),
  ),
  smtpUrl: setting('DIRIGENT_SMTP_URL', 'mail server for the morning report', optional(url(['smtp:', 'smtps:'])), true),
  mailFrom: setting('DIRIGENT_MAIL_FROM', 'sender of mails', optional(z.string().regex(/@/, 'a mail address'))),
  reportTo: setting(
    'DIRIGENT_REPORT_TO',
    'who gets the morning report, separated by commas',
    optional(z.string().regex(/@/, 'mail addresses separated by commas')),
  ),
  llmProvider: setting(
    'DIRIGENT_LLM_PROVIDER',
    'whose language model: openai-compatible (Ollama, vLLM and many others), openai or anthropic',
    z
      .enum(['openai-compatible', 'openai', 'anthropic'], expected('openai-compatible, openai or anthropic'))
      .default('openai-compatible'),
  ),
  llmUrl: setting(
    'DIRIGENT_LLM_URL',
    "address the language model's API begins with; openai and anthropic have one of their own",
    optional(url(['http:', 'https:'])),
  ),
  llmModel: setting('DIRIGENT_LLM_MODEL', 'name of the language model', optional(z.string().min(1))),
  llmKey: setting('DIRIGENT_LLM_KEY', 'key for the language model', optional(z.string().min(1)), true),
  llmPriceInput: setting(
    'DIRIGENT_LLM_PRICE_INPUT',
    "price of a million tokens that are read, in the provider's currency",
    optional(amount()),
  ),
  llmPriceOutput: setting(
    'DIRIGENT_LLM_PRICE_OUTPUT',
    'price of a million tokens that are written, in the same currency',
    optional(amount()),
  ),
  llmBudget: setting(
    'DIRIGENT_LLM_BUDGET',
    'most that the language model may cost in a calendar month, in the same currency; unset: no bound',
    optional(amount()),
  ),
  llmTimeoutSeconds: setting(
    'DIRIGENT_LLM_TIMEOUT',
    'seconds the language model has for an answer',
    whole(1, 900, 'a number of seconds').default(90),
  ),
  llmConcurrency: setting(
    'DIRIGENT_LLM_CONCURRENCY',
    'questions put to the language model at once',
    whole(1, 50, 'a number').default(2),
  ),
  llmPerMinute: setting(
    'DIRIGENT_LLM_PER_MINUTE',
    'questions put to the language model within a minute',
    whole(1, 10_000, 'a number').default(60),
  ),
  shopifySecret: setting(
    'DIRIGENT_SHOPIFY_SECRET',
    "secret that Shopify signs its webhooks with: the app's client secret, or the one under Notifications > Webhooks",
    optional(z.string().min(1)),
    true,
  ),
  woocommerceSecret: setting(
    'DIRIGENT_WOOCOMMERCE_SECRET',
    "secret of WooCommerce's webhooks",
    optional(z.string().min(1)),
    true,
  ),
  shopwareAppName: setting(
    'DIRIGENT_SHOPWARE_APP_NAME',
    'name of the Shopware app, as in its manifest.xml',
    optional(z.string().min(1).max(100)),
  ),
  shopwareAppSecret: setting(
    'DIRIGENT_SHOPWARE_APP_SECRET',
    'secret of the Shopware app, as in its manifest.xml',
    optional(z.string().min(1)),
    true,
  ),
  sealKey: setting(
    'DIRIGENT_SEAL_KEY',
    'key that seals stored secrets of shops and of second factors; else one of its own is kept in the data folder',
    optional(z.string().regex(/^[0-9a-fA-F]{64}$/, '64 hex digits, for example from: openssl rand -hex 32')),
    true,
  ),
  shopChannel: setting(
    'DIRIGENT_SHOP_CHANNEL',
    'where approved prices go: catalogue (the workbench alone), shopify, woocommerce or shopware',
    z
      .enum(
        ['catalogue', 'shopify', 'woocommerce', 'shopware'],
        expected('catalogue, shopify, woocommerce or shopware'),
      )
      .default('catalogue'),
  ),
  shopUrl: setting('DIRIGENT_SHOP_URL', 'address of the connected shop', optional(url(['http:', 'https:']))),
  shopToken: setting('DIRIGENT_SHOP_TOKEN', "access token of Shopify's Admin API", optional(z.string().min(1)), true),
  shopKey: setting(
    'DIRIGENT_SHOP_KEY',
    "WooCommerce's consumer key, or the access key of Shopware's integration",
    optional(z.string().min(1)),
    true,
  ),
  shopSecret: setting('DIRIGENT_SHOP_SECRET', 'secret that goes with the key', optional(z.string().min(1)), true),
  purchasingTo: setting(
    'DIRIGENT_PURCHASING_TO',
    'who gets purchase requests, separated by commas',
    optional(z.string().regex(/@/, 'mail addresses separated by commas')),
  ),
  mastodonUrl: setting(
    'DIRIGENT_MASTODON_URL',
    'server of the Mastodon account that approved posts go to',
    optional(url(['http:', 'https:'])),
  ),
  mastodonToken: setting('DIRIGENT_MASTODON_TOKEN', 'access token of that account', optional(z.string().min(1)), true),
  blueskyUrl: setting(
    'DIRIGENT_BLUESKY_URL',
    'server of the Bluesky account',
    url(['http:', 'https:']).default('https://bsky.social'),
  ),
  blueskyHandle: setting(
    'DIRIGENT_BLUESKY_HANDLE',
    'Bluesky account that approved posts go to',
    optional(z.string().regex(/^[\w-]+(\.[\w-]+)+$/, 'a handle without @, for example shop.bsky.social')),
  ),
  blueskyPassword: setting(
    'DIRIGENT_BLUESKY_PASSWORD',
    'app password of the Bluesky account',
    optional(z.string().min(1)),
    true,
  ),
  wordpressUrl: setting(
    'DIRIGENT_WORDPRESS_URL',
    'WordPress that approved blog posts go to',
    optional(url(['http:', 'https:'])),
  ),
  wordpressUser: setting('DIRIGENT_WORDPRESS_USER', 'user the blog posts are of', optional(z.string().min(1))),
  wordpressPassword: setting(
    'DIRIGENT_WORDPRESS_PASSWORD',
    'application password of that user',
    optional(z.string().min(1)),
    true,
  ),
  newsletterTo: setting(
    'DIRIGENT_NEWSLETTER_TO',
    'who is handed approved newsletters by mail, separated by commas; else they wait as files',
    optional(z.string().regex(/@/, 'mail addresses separated by commas')),
  ),
  checkLinks: setting(
    'DIRIGENT_CHECK_LINKS',
    'whose pages are asked whether links in texts lead to them: shop, or all that are on the public internet',
    z.enum(['shop', 'all'], expected('shop or all')).default('shop'),
  ),
  supplierLeadDays: setting(
    'DIRIGENT_SUPPLIER_LEAD_DAYS',
    'days from an order to its delivery',
    whole(1, 365, 'a number of days').default(14),
  ),
  serviceLevelPercent: setting(
    'DIRIGENT_SERVICE_LEVEL',
    'chance in percent that a product is not sold out before its next delivery',
    z.coerce
      .number(expected('a percentage from 50 to 99.9'))
      .min(50, expected('a percentage from 50 to 99.9'))
      .max(99.9, expected('a percentage from 50 to 99.9'))
      .default(95),
  ),
  weatherPlace: setting(
    'DIRIGENT_WEATHER_PLACE',
    'place whose weather is asked for, for the sales forecasts; unset: none is asked for',
    optional(
      z
        .string()
        .regex(/^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$/, expected(PLACE))
        .refine((text) => {
          const [latitude = 0, longitude = 0] = text.split(',').map(Number)
          return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
        }, expected(PLACE)),
    ),
  ),
  weatherUrl: setting(
    'DIRIGENT_WEATHER_URL',
    'server that is asked for the weather: Bright Sky, or one of your own',
    url(['http:', 'https:']).default('https://api.brightsky.dev/'),
  ),
  weatherFile: setting(
    'DIRIGENT_WEATHER_FILE',
    'CSV file with the weather by day (date,temperature,rain,sunshine), read each night',
    optional(z.string().min(1, expected('a file'))),
  ),
  trustProxy: setting(
    'DIRIGENT_TRUST_PROXY',
    'whose headers about a visitor are believed: none, forwarded (X-Forwarded-For) or cloudflare (CF-IPCountry as well)',
    z.enum(['none', 'forwarded', 'cloudflare'], expected('none, forwarded or cloudflare')).default('none'),
  ),
  logLevel: setting(
    'DIRIGENT_LOG_LEVEL',
    'which log lines are written; else warnings by start, and none by commands that tell a person themselves',
    optional(
      z.enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
        expected('fatal, error, warn, info, debug, trace or silent'),
      ),
    ),
  ),
} satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS
/** Where a setting was found: on the command line, in the environment, in the file, or nowhere. */
type SettingOrigin = 'line' | 'environment' | 'file' | 'default'
export type Config = { readonly [K in SettingName]: z.output<(typeof SETTINGS)[K]['schema']> } & {
  readonly origins: Readonly<Record<SettingName, SettingOrigin>>
}

export const CONFIG_FILE = 'dirigent.config.json'

export interface ConfigSources {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder in which `dirigent.config.json` is looked for and relative folders begin. */
  readonly cwd: string
  /** Settings from the command line; they win. */
  readonly overrides?: Readonly<Partial<Record<SettingName, string>>>
}

/**
 * Reads and checks every setting: command line before environment before file before default.
 * @throws AppError 'config.invalid' naming the setting, where it was set, the value and what is expected
 */
export function loadConfig(sources: ConfigSources): Config {
  const file = readConfigFile(sources.cwd)
  const result: Record<string, unknown> = {}
  const origins: Record<string, SettingOrigin> = {}
  for (const [name, { env, schema, secret }] of Object.entries(SETTINGS)) {
    const fromLine = sources.overrides?.[name as SettingName] // keys of SETTINGS, widened by Object.entries
    const fromEnv = sources.env[env] === '' ? undefined : sources.env[env]
    const value = fromLine ?? fromEnv ?? file[name]
    const origin = fromLine !== undefined ? 'line' : fromEnv !== undefined ? 'environment' : 'file'
    const parsed = schema.safeParse(value)
    if (!parsed.success) {
      const where = {
        line: 'on the command line',
        environment: `in the environment (${env})`,
        file: `in ${CONFIG_FILE}`,
      }[origin]
      const shown = secret ? '***' : JSON.stringify(value)
      throw new AppError(
        'config.invalid',
        `Setting ${name} ${where} is ${shown}; expected is ${parsed.error.issues[0]?.message ?? 'another value'}.`,
      )
    }
    result[name] = parsed.data
    origins[name] = value === undefined ? 'default' : origin
  }
  // Each entry was parsed by its own schema just above.
  const config = { ...result, origins } as { -readonly [K in keyof Config]: Config[K] }
  config.dataDir = resolve(sources.cwd, config.dataDir)
  config.datasetsDir = resolve(sources.cwd, config.datasetsDir)
  return config
}

/** The settings of this process. */
export function loadProcessConfig(overrides: Partial<Record<SettingName, string>> = {}): Config {
  return loadConfig({ env: process.env, cwd: process.cwd(), overrides })
}

/** The environment a child process may see: what it needs to run, no secret of ours. */
export function childEnvironment(): Record<string, string> {
  const kept: Record<string, string> = { LC_ALL: 'C', TZ: 'UTC' }
  if (process.env.PATH !== undefined) kept.PATH = process.env.PATH
  return kept
}

export interface EffectiveSetting {
  readonly name: string
  readonly env: string
  readonly value: string | number | null
  readonly about: string
  readonly origin: SettingOrigin
  readonly secret: boolean
}

/** The settings as they hold, with secrets masked: an address keeps its host, nothing else is shown. */
export function describeConfig(config: Config): EffectiveSetting[] {
  return Object.entries(SETTINGS).map(([name, { env, secret, about }]) => {
    const value = config[name as SettingName] // keys of SETTINGS, widened by Object.entries
    const shown = secret && typeof value === 'string' ? maskSecret(value) : value
    return { name, env, about, value: shown, origin: config.origins[name as SettingName], secret }
  })
}

/** A secret as it may be shown. */
function maskSecret(value: string): string {
  if (!URL.canParse(value)) return '***'
  const { protocol, host, pathname } = new URL(value)
  return host === '' ? '***' : `${protocol}//***@${host}${pathname}`
}

function readConfigFile(cwd: string): Record<string, unknown> {
  const path = resolve(cwd, CONFIG_FILE)
  if (!existsSync(path)) return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new AppError(
      'config.invalid',
      `${CONFIG_FILE} cannot be read as JSON: ${messageOf(error)}. Mend the file or remove it.`,
    )
  }
  const object = z.record(z.string(), z.unknown()).safeParse(parsed)
  if (!object.success)
    throw new AppError(
      'config.invalid',
      `${CONFIG_FILE} must hold one JSON object of settings, for example {"shopName": "Bergfreund"}.`,
    )
  for (const name of Object.keys(object.data)) {
    if (!Object.hasOwn(SETTINGS, name)) {
      throw new AppError(
        'config.invalid',
        `${CONFIG_FILE} has an unknown setting '${name}'. Known are: ${Object.keys(SETTINGS).join(', ')}.`,
      )
    }
  }
  return object.data
}
