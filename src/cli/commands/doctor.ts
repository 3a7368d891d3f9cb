import { verifySmtp } from '../../channels/mail/index.ts'
import { shopSettingsOf, verifyShop } from '../../channels/shop/index.ts'
import type { Config } from '../../config.ts'
import { AppError, messageOf } from '../../core/errors.ts'
import { hasTeam } from '../../features/team/index.ts'
import { readHolder } from '../../stores/folder.ts'
import { listDeadLetters } from '../../worker/jobs.ts'
import type { CliContext, Overrides } from '../context.ts'

interface Finding {
  readonly level: 'ok' | 'note' | 'fault'
  readonly about: string
  readonly text: string
}

const MARKS: Readonly<Record<Finding['level'], string>> = { ok: 'ok   ', note: 'note ', fault: 'FAULT' }

export async function runDoctor(context: CliContext, overrides: Overrides): Promise<void> {
  const config = context.loadConfig(overrides)
  const findings = [
    ...checkRuntime(),
    ...checkTimeZone(config),
    ...(await checkStores(config, context, overrides)),
    await checkMail(config),
    await checkShop(config),
    checkPurchasing(config),
    await checkLanguageModel(config),
    ...checkExposure(config),
  ]
  for (const { level, about, text } of findings) context.terminal.print(`${MARKS[level]}  ${about.padEnd(15)} ${text}`)
  const faults = findings.filter(({ level }) => level === 'fault').length
  if (faults > 0)
    throw new AppError('internal', `${faults} ${faults === 1 ? 'thing needs' : 'things need'} attention, see above.`)
}

function checkRuntime(): Finding[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const good = major > 20 || (major === 20 && minor >= 19)
  const text = good
    ? `Node ${process.versions.node}`
    : `Node ${process.versions.node} is too old; install 20.19 or later.`
  return [{ level: good ? 'ok' : 'fault', about: 'runtime', text }]
}

function checkTimeZone({ timeZone }: Config): Finding[] {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const now = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(Date.now())
  return [
    {
      level: 'ok',
      about: 'time zone',
      text: `the shop's days are counted in ${timeZone}; there it is ${now}${here === timeZone ? '' : ` (this machine: ${here})`}`,
    },
  ]
}

async function checkStores(config: Config, context: CliContext, overrides: Overrides): Promise<Finding[]> {
  const holder = readHolder(config.dataDir)
  if (holder !== null) {
    const where = holder.url === null ? '' : ` and serves ${holder.url}`
    return [
      {
        level: 'note',
        about: 'stores',
        text: `in use by process ${holder.pid} ('dirigent ${holder.command}')${where}; stop it to check them from here`,
      },
    ]
  }
  try {
    return await context.withApp('doctor', overrides, async ({ state, events }) => {
      const letters = await listDeadLetters(state, 100)
      const team = await hasTeam({ state })
      return [
        {
          level: 'ok',
          about: 'state store',
          text: `${state.version}, ${state.embedded ? `embedded in ${config.dataDir}` : 'on a server'}`,
        },
        {
          level: 'ok',
          about: 'event store',
          text: `ClickHouse ${events.version}, ${config.clickhouseUrl === null ? `embedded in ${config.dataDir}` : 'on a server'}`,
        },
        letters.length === 0
          ? { level: 'ok', about: 'jobs', text: 'none was given up' }
          : { level: 'fault', about: 'jobs', text: `${letters.length} were given up; see 'dirigent jobs'` },
        team
          ? { level: 'ok', about: 'team', text: "people can sign in; see 'dirigent team list'" }
          : {
              level: 'note',
              about: 'team',
              text: "nobody can sign in yet; 'dirigent start' and 'dirigent team link' print a link that makes the owner",
            },
      ]
    })
  } catch (error) {
    return [{ level: 'fault', about: 'stores', text: messageOf(error) }]
  }
}

async function checkMail({ smtpUrl, mailFrom, reportTo }: Config): Promise<Finding> {
  if (smtpUrl === null) {
    return {
      level: 'note',
      about: 'mail',
      text: 'not set up; set DIRIGENT_SMTP_URL, DIRIGENT_MAIL_FROM and DIRIGENT_REPORT_TO to get the report by mail',
    }
  }
  const missing = [
    ...(mailFrom === null ? ['DIRIGENT_MAIL_FROM'] : []),
    ...(reportTo === null ? ['DIRIGENT_REPORT_TO'] : []),
  ]
  if (missing.length > 0)
    return {
      level: 'fault',
      about: 'mail',
      text: `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
    }
  try {
    await verifySmtp({ url: smtpUrl, from: mailFrom ?? '', to: [] })
    return { level: 'ok', about: 'mail', text: `the server takes mail; reports go to ${reportTo}` }
  } catch (error) {
    return { level: 'fault', about: 'mail', text: messageOf(error) }
  }
}

async function checkShop(config: Config): Promise<Finding> {
  const about = 'shop'
  try {
    const settings = shopSettingsOf(config)
    if (settings.kind === 'catalogue') {
      const text =
        "none connected (DIRIGENT_SHOP_CHANNEL); approved prices change the workbench's catalogue, and 'dirigent shop changes' lists them"
      return { level: 'note', about, text }
    }
    return { level: 'ok', about, text: await verifyShop(settings) }
  } catch (error) {
    return { level: 'fault', about, text: messageOf(error) }
  }
}

function checkPurchasing({ purchasingTo }: Config): Finding {
  const about = 'purchasing'
  return purchasingTo === null
    ? { level: 'note', about, text: 'set DIRIGENT_PURCHASING_TO to send approved purchase requests by mail' }
    : { level: 'ok', about, text: `purchase requests go to ${purchasingTo}` }
}

async function checkLanguageModel({ llmUrl, llmModel, llmKey }: Config): Promise<Finding> {
  const about = 'language model'
  if (llmUrl === null)
    return { level: 'note', about, text: 'none set (DIRIGENT_LLM_URL); everything works without one' }
  const headers: Record<string, string> = llmKey === null ? {} : { authorization: `Bearer ${llmKey}` }
  try {
    const answer = await fetch(`${llmUrl.replace(/\/$/, '')}/models`, { headers, signal: AbortSignal.timeout(5_000) })
    if (!answer.ok)
      return {
        level: 'fault',
        about,
        text: `${llmUrl} answers with status ${answer.status}; check DIRIGENT_LLM_URL and DIRIGENT_LLM_KEY`,
      }
    return {
      level: llmModel === null ? 'note' : 'ok',
      about,
      text: llmModel === null ? `${llmUrl} answers; set DIRIGENT_LLM_MODEL` : `${llmModel} at ${llmUrl}`,
    }
  } catch (error) {
    return {
      level: 'fault',
      about,
      text: `${llmUrl} does not answer (${reasonOf(error)}); check that it runs and DIRIGENT_LLM_URL`,
    }
  }
}

/** `fetch` says only that it failed; what happened stands behind it. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error)
}

/** Passwords and cookies must not cross a network in the open. */
function checkExposure({ host, publicUrl }: Config): Finding[] {
  const about = 'network'
  if (publicUrl?.startsWith('https:') === true)
    return [{ level: 'ok', about, text: `people reach the workbench encrypted, under ${publicUrl}` }]
  if (publicUrl !== null && !isThisMachine(new URL(publicUrl).hostname))
    return [
      {
        level: 'note',
        about,
        text: `passwords and cookies cross the network in the open under ${publicUrl}; put a proxy with TLS before it and set DIRIGENT_PUBLIC_URL to its https address`,
      },
    ]
  if (isThisMachine(host)) return []
  return [
    {
      level: 'note',
      about,
      text: `the workbench listens on ${host}, where passwords and cookies cross the network in the open; put a proxy with TLS before it and set DIRIGENT_PUBLIC_URL to its https address`,
    },
  ]
}

function isThisMachine(host: string): boolean {
  return ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host)
}
