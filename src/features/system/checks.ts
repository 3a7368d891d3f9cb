/** What could be wrong with this installation, and what to do about it: for `dirigent doctor` and for the Settings page. */
import { z } from 'zod'
import { verifySmtp } from '../../channels/mail/index.ts'
import { publishSettingsOf, verifyPublishing } from '../../channels/publish/index.ts'
import { shopSettingsOf, verifyShop } from '../../channels/shop/index.ts'
import type { Config } from '../../config.ts'
import { faultText, messageOf } from '../../core/errors.ts'
import type { Text } from '../../core/lang.ts'
import type { EventStore } from '../../stores/events/store.ts'
import type { StateStore } from '../../stores/state/store.ts'
import { hasTeam } from '../team/index.ts'
import { listDeadLetters } from './jobs-store.ts'
import type { Check } from './schema.ts'

const MOST_LETTERS = 100
const MODEL_MS = 5_000

const ABOUT = {
  runtime: { de: 'Laufzeit', en: 'runtime' },
  timeZone: { de: 'Zeitzone', en: 'time zone' },
  state: { de: 'Zustandsspeicher', en: 'state store' },
  events: { de: 'Ereignisspeicher', en: 'event store' },
  jobs: { de: 'Hintergrundarbeiten', en: 'jobs' },
  mail: { de: 'E-Mail', en: 'mail' },
  shop: { de: 'Shop', en: 'shop' },
  publishing: { de: 'Veröffentlichen', en: 'publishing' },
  purchasing: { de: 'Einkauf', en: 'purchasing' },
  model: { de: 'Sprachmodell', en: 'language model' },
  team: { de: 'Team', en: 'team' },
  network: { de: 'Netzwerk', en: 'network' },
} as const satisfies Record<string, Text>

const check = (name: keyof typeof ABOUT, level: Check['level'], de: string, en: string): Check => ({
  name,
  level,
  about: ABOUT[name],
  text: { de, en },
})

/** What can be told without the stores. */
export async function checkSettings(config: Config): Promise<Check[]> {
  return [
    checkRuntime(),
    checkTimeZone(config),
    await checkMail(config),
    await checkShop(config),
    ...(await checkPublishing(config)),
    checkPurchasing(config),
    await checkLanguageModel(config),
    ...checkExposure(config),
  ]
}

/** What the stores say themselves. */
export async function checkStores(
  config: Config,
  { state, events }: { state: Pick<StateStore, 'pool' | 'version' | 'embedded'>; events: EventStore },
): Promise<Check[]> {
  const letters = await listDeadLetters(state, MOST_LETTERS)
  const where = (isEmbedded: boolean): Text =>
    isEmbedded
      ? { de: `eingebettet in ${config.dataDir}`, en: `embedded in ${config.dataDir}` }
      : { de: 'auf einem Server', en: 'on a server' }
  const [ofState, ofEvents] = [where(state.embedded), where(config.clickhouseUrl === null)]
  return [
    check('state', 'ok', `${state.version}, ${ofState.de}`, `${state.version}, ${ofState.en}`),
    check(
      'events',
      'ok',
      `ClickHouse ${events.version}, ${ofEvents.de}`,
      `ClickHouse ${events.version}, ${ofEvents.en}`,
    ),
    letters.length === 0
      ? check('jobs', 'ok', 'keine wurde aufgegeben', 'none was given up')
      : check(
          'jobs',
          'fault',
          `${letters.length} wurden aufgegeben; unter System stehen sie mit dem Grund, dort lassen sie sich wiederholen oder verwerfen`,
          `${letters.length} were given up; see 'dirigent jobs'`,
        ),
    (await hasTeam({ state }))
      ? check(
          'team',
          'ok',
          "es kann sich jemand anmelden; siehe 'dirigent team list'",
          "people can sign in; see 'dirigent team list'",
        )
      : check(
          'team',
          'note',
          "noch kann sich niemand anmelden; 'dirigent start' und 'dirigent team link' zeigen einen Link, der zum Besitzer macht",
          "nobody can sign in yet; 'dirigent start' and 'dirigent team link' print a link that makes the owner",
        ),
  ]
}

function checkRuntime(): Check {
  const { node } = process.versions
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return check('runtime', 'ok', `Node ${node}`, `Node ${node}`)
  return check(
    'runtime',
    'fault',
    `Node ${node} ist zu alt; installieren Sie 20.19 oder neuer.`,
    `Node ${node} is too old; install 20.19 or later.`,
  )
}

function checkTimeZone({ timeZone }: Config): Check {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const now = (locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(Date.now())
  const other =
    here === timeZone ? { de: '', en: '' } : { de: ` (diese Maschine: ${here})`, en: ` (this machine: ${here})` }
  return check(
    'timeZone',
    'ok',
    `die Tage des Shops werden in ${timeZone} gezählt; dort ist es ${now('de-DE')}${other.de}`,
    `the shop's days are counted in ${timeZone}; there it is ${now('en-GB')}${other.en}`,
  )
}

async function checkMail({ smtpUrl, mailFrom, reportTo }: Config): Promise<Check> {
  if (smtpUrl === null) {
    return check(
      'mail',
      'note',
      'nicht eingerichtet; mit DIRIGENT_SMTP_URL, DIRIGENT_MAIL_FROM und DIRIGENT_REPORT_TO kommt der Bericht per E-Mail',
      'not set up; set DIRIGENT_SMTP_URL, DIRIGENT_MAIL_FROM and DIRIGENT_REPORT_TO to get the report by mail',
    )
  }
  const missing = [
    ...(mailFrom === null ? ['DIRIGENT_MAIL_FROM'] : []),
    ...(reportTo === null ? ['DIRIGENT_REPORT_TO'] : []),
  ]
  if (missing.length > 0)
    return check(
      'mail',
      'fault',
      `${missing.join(' und ')} ${missing.length === 1 ? 'fehlt' : 'fehlen'}`,
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    )
  try {
    await verifySmtp({ url: smtpUrl, from: mailFrom ?? '', to: [] })
    return check(
      'mail',
      'ok',
      `der Server nimmt E-Mails an; Berichte gehen an ${reportTo}`,
      `the server takes mail; reports go to ${reportTo}`,
    )
  } catch (error) {
    return check(
      'mail',
      'fault',
      `der Mailserver nimmt keine E-Mails an; prüfen Sie DIRIGENT_SMTP_URL (${messageOf(error)})`,
      messageOf(error),
    )
  }
}

async function checkShop(config: Config): Promise<Check> {
  try {
    const settings = shopSettingsOf(config)
    if (settings.kind === 'catalogue')
      return check(
        'shop',
        'note',
        "keiner verbunden (DIRIGENT_SHOP_CHANNEL); freigegebene Preise ändern den Katalog der Werkbank, und 'dirigent shop changes' listet sie auf",
        "none connected (DIRIGENT_SHOP_CHANNEL); approved prices change the workbench's catalogue, and 'dirigent shop changes' lists them",
      )
    const found = await verifyShop(settings)
    return check('shop', 'ok', found, found)
  } catch (error) {
    return check('shop', 'fault', messageOf(error), messageOf(error))
  }
}

/** One line for each place, or one that says there is none. */
async function checkPublishing(config: Config): Promise<Check[]> {
  try {
    const places = verifyPublishing(publishSettingsOf(config))
    if (places.length === 0)
      return [
        check(
          'publishing',
          'note',
          'kein Ort eingerichtet (DIRIGENT_MASTODON_URL, DIRIGENT_BLUESKY_HANDLE, DIRIGENT_WORDPRESS_URL); freigegebene Beiträge stehen im Redaktionsplan als Dateien bereit',
          'no place is set up (DIRIGENT_MASTODON_URL, DIRIGENT_BLUESKY_HANDLE, DIRIGENT_WORDPRESS_URL); approved pieces are in the content plan as files',
        ),
      ]
    return await Promise.all(
      places.map(async (verify) => {
        try {
          const found = await verify()
          return check('publishing', 'ok', found, found)
        } catch (error) {
          const { de, en } = faultText(error)
          return check('publishing', 'fault', de, en)
        }
      }),
    )
  } catch (error) {
    return [check('publishing', 'fault', messageOf(error), messageOf(error))]
  }
}

function checkPurchasing({ purchasingTo }: Config): Check {
  return purchasingTo === null
    ? check(
        'purchasing',
        'note',
        'mit DIRIGENT_PURCHASING_TO gehen freigegebene Bestellanfragen per E-Mail hinaus',
        'set DIRIGENT_PURCHASING_TO to send approved purchase requests by mail',
      )
    : check('purchasing', 'ok', `Bestellanfragen gehen an ${purchasingTo}`, `purchase requests go to ${purchasingTo}`)
}

/** Where an API begins that has an address of its own. */
const MODEL_URLS = { openai: 'https://api.openai.com/v1', anthropic: 'https://api.anthropic.com/v1' } as const

async function checkLanguageModel(config: Config): Promise<Check> {
  const { llmProvider, llmModel, llmKey } = config
  const url = config.llmUrl ?? (llmProvider === 'openai-compatible' ? null : MODEL_URLS[llmProvider])
  if (url === null || (llmProvider !== 'openai-compatible' && llmKey === null))
    return check(
      'model',
      'note',
      'keines eingerichtet (DIRIGENT_LLM_URL, oder DIRIGENT_LLM_PROVIDER und DIRIGENT_LLM_KEY); alles geht auch ohne',
      'none set (DIRIGENT_LLM_URL, or DIRIGENT_LLM_PROVIDER and DIRIGENT_LLM_KEY); everything works without one',
    )
  try {
    const answer = await fetch(`${url.replace(/\/+$/, '')}/models`, {
      headers: modelHeaders(config),
      // The key goes to this address and to no other.
      redirect: 'error',
      signal: AbortSignal.timeout(MODEL_MS),
    })
    if (!answer.ok) return modelRefusal(url, answer.status)
    if (llmModel === null)
      return check(
        'model',
        'note',
        `${url} antwortet; setzen Sie DIRIGENT_LLM_MODEL`,
        `${url} answers; set DIRIGENT_LLM_MODEL`,
      )
    return checkModelName(config, { url, model: llmModel, known: await modelNames(answer) })
  } catch (error) {
    const reason = reasonOf(error)
    return check(
      'model',
      'fault',
      `${url} antwortet nicht (${reason}); prüfen Sie, ob es läuft, und DIRIGENT_LLM_URL`,
      `${url} does not answer (${reason}); check that it runs and DIRIGENT_LLM_URL`,
    )
  }
}

function modelHeaders({ llmProvider, llmKey }: Config): Record<string, string> {
  if (llmKey === null) return {}
  if (llmProvider === 'anthropic') return { 'x-api-key': llmKey, 'anthropic-version': '2023-06-01' }
  return { authorization: `Bearer ${llmKey}` }
}

function modelRefusal(url: string, status: number): Check {
  if (status === 401 || status === 403)
    return check(
      'model',
      'fault',
      `${url} lehnt den Schlüssel ab (Status ${status}); prüfen Sie DIRIGENT_LLM_KEY`,
      `${url} refuses the key (status ${status}); check DIRIGENT_LLM_KEY`,
    )
  return check(
    'model',
    'fault',
    `${url} antwortet mit Status ${status}; prüfen Sie DIRIGENT_LLM_URL und DIRIGENT_LLM_KEY`,
    `${url} answers with status ${status}; check DIRIGENT_LLM_URL and DIRIGENT_LLM_KEY`,
  )
}

const modelList = z.object({ data: z.array(z.object({ id: z.string() })).min(1) })

/** @returns null where the server does not list its models in the usual way */
async function modelNames(answer: Response): Promise<string[] | null> {
  const said: unknown = await answer.json().catch(() => null)
  return modelList.safeParse(said).data?.data.map(({ id }) => id) ?? null
}

function checkModelName(
  { llmProvider, llmBudget, llmPriceInput, llmPriceOutput }: Config,
  { url, model, known }: { readonly url: string; readonly model: string; readonly known: readonly string[] | null },
): Check {
  // Lists of large providers come in pieces, and short names stand for dated ones: only a server of one's own lists all of them.
  if (
    llmProvider === 'openai-compatible' &&
    known !== null &&
    !known.some((id) => id === model || id === `${model}:latest`)
  ) {
    const names = known.slice(0, 5).join(', ')
    return check(
      'model',
      'fault',
      `${url} kennt das Modell ${model} nicht, sondern ${names}; prüfen Sie DIRIGENT_LLM_MODEL`,
      `${url} does not know the model ${model}, but ${names}; check DIRIGENT_LLM_MODEL`,
    )
  }
  if (llmBudget !== null && (llmPriceInput === null || llmPriceOutput === null))
    return check(
      'model',
      'fault',
      'das Monatsbudget lässt sich ohne Preise nicht einhalten; setzen Sie DIRIGENT_LLM_PRICE_INPUT und DIRIGENT_LLM_PRICE_OUTPUT',
      'the monthly budget cannot be kept without prices; set DIRIGENT_LLM_PRICE_INPUT and DIRIGENT_LLM_PRICE_OUTPUT',
    )
  return check('model', 'ok', `${model} unter ${url}`, `${model} at ${url}`)
}

/** `fetch` says only that it failed; what happened stands behind it. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error)
}

/** Passwords and cookies must not cross a network in the open. */
function checkExposure({ host, publicUrl }: Config): Check[] {
  if (publicUrl?.startsWith('https:') === true)
    return [
      check(
        'network',
        'ok',
        `die Werkbank ist verschlüsselt zu erreichen, unter ${publicUrl}`,
        `people reach the workbench encrypted, under ${publicUrl}`,
      ),
    ]
  const inTheOpen = publicUrl !== null && !isThisMachine(new URL(publicUrl).hostname) ? publicUrl : host
  if (inTheOpen === host && isThisMachine(host)) return []
  return [
    check(
      'network',
      'note',
      `unter ${inTheOpen} gehen Passwörter und Cookies unverschlüsselt durch das Netz; stellen Sie einen Proxy mit TLS davor und setzen Sie DIRIGENT_PUBLIC_URL auf dessen https-Adresse`,
      `passwords and cookies cross the network in the open under ${inTheOpen}; put a proxy with TLS before it and set DIRIGENT_PUBLIC_URL to its https address`,
    ),
  ]
}

function isThisMachine(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host)
}
