/** What could be wrong with this installation, and what to do about it: for `dirigent doctor` and for the Settings page. */
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

async function checkLanguageModel({ llmUrl, llmModel, llmKey }: Config): Promise<Check> {
  if (llmUrl === null)
    return check(
      'model',
      'note',
      'keines eingerichtet (DIRIGENT_LLM_URL); alles geht auch ohne',
      'none set (DIRIGENT_LLM_URL); everything works without one',
    )
  const headers: Record<string, string> = llmKey === null ? {} : { authorization: `Bearer ${llmKey}` }
  try {
    const signal = AbortSignal.timeout(MODEL_MS)
    const answer = await fetch(`${llmUrl.replace(/\/$/, '')}/models`, { headers, signal })
    if (!answer.ok)
      return check(
        'model',
        'fault',
        `${llmUrl} antwortet mit Status ${answer.status}; prüfen Sie DIRIGENT_LLM_URL und DIRIGENT_LLM_KEY`,
        `${llmUrl} answers with status ${answer.status}; check DIRIGENT_LLM_URL and DIRIGENT_LLM_KEY`,
      )
    return llmModel === null
      ? check(
          'model',
          'note',
          `${llmUrl} antwortet; setzen Sie DIRIGENT_LLM_MODEL`,
          `${llmUrl} answers; set DIRIGENT_LLM_MODEL`,
        )
      : check('model', 'ok', `${llmModel} unter ${llmUrl}`, `${llmModel} at ${llmUrl}`)
  } catch (error) {
    const reason = reasonOf(error)
    return check(
      'model',
      'fault',
      `${llmUrl} antwortet nicht (${reason}); prüfen Sie, ob es läuft, und DIRIGENT_LLM_URL`,
      `${llmUrl} does not answer (${reason}); check that it runs and DIRIGENT_LLM_URL`,
    )
  }
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
