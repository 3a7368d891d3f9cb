/** One question to the address of another system: with a time limit, without following anybody elsewhere, and with a sentence for each way to fail. */
import { setTimeout as wait } from 'node:timers/promises'
import type { z } from 'zod'
import { AppError, messageOf } from '../core/errors.ts'
import type { Text } from '../core/lang.ts'
import { channelFault } from './fault.ts'

const TIMEOUT_MS = 15_000
/** How often a system that asks for patience is asked again, and how long one pause may be. */
const TRIES = 5
const LONGEST_PAUSE_MS = 10_000
const SHORTEST_PAUSE_MS = 250

/** How requests are made and waited between; tests hand in short ones. */
export interface Wire {
  readonly timeoutMs: number
  sleep(ms: number): Promise<unknown>
}

export const WIRE: Wire = { timeoutMs: TIMEOUT_MS, sleep: (ms) => wait(ms) }

/** A system that settings name. */
export interface Remote {
  /** As people call it: 'Shopify (bergfreund.myshopify.com)'. */
  readonly name: string
  readonly url: string
  /** Which setting holds the address. */
  readonly urlSetting: string
  /** Which settings hold what it lets us in with. */
  readonly accessSettings: string
  /** What the access must be allowed to. */
  readonly rights: Text
  /** Never to be seen in a sentence. */
  readonly secrets: readonly string[]
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the system's address, without a slash before it. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON; a form and bytes as they are. */
  readonly body?: unknown
  /** What besides success is an answer: 404 where something may be missing. */
  also?(status: number, text: string): boolean
}

interface Answer {
  readonly status: number
  readonly json: unknown
}

export const hostOf = (url: string): string => new URL(url).host

/**
 * Asks the other system; where it wants patience (429), again after a while.
 * @throws AppError 'channel.failed' for everything but a success
 */
export async function callRemote(remote: Remote, call: Call, wire: Wire): Promise<Answer> {
  for (let tried = 1; ; tried++) {
    const answer = await ask(remote, call, wire)
    if (answer.status !== 429) return read(remote, answer, call)
    const pauseMs = Math.max(Number(answer.headers.get('retry-after') ?? '') * 1_000 || 0, 500 * 2 ** (tried - 1))
    if (!(await hasPatience(wire, tried, pauseMs))) throw overloaded(remote)
  }
}

/** Waits where asking again makes sense. @param tried how often it was asked so far */
export async function hasPatience(wire: Wire, tried: number, pauseMs: number): Promise<boolean> {
  if (tried >= TRIES || pauseMs > LONGEST_PAUSE_MS) return false
  await wire.sleep(Math.max(pauseMs, SHORTEST_PAUSE_MS))
  return true
}

interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

async function ask(remote: Remote, { method, path, headers, body }: Call, wire: Wire): Promise<RawAnswer> {
  const url = new URL(path, remote.url.endsWith('/') ? remote.url : `${remote.url}/`)
  try {
    const answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined || isWhole(body) ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isWhole(body) ? body : JSON.stringify(body) }),
      // What the settings do not name is not asked, and nobody else is told what lets us in.
      redirect: 'manual',
      signal: AbortSignal.timeout(wire.timeoutMs),
    })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  } catch (error) {
    throw unreachable(remote, error, wire.timeoutMs)
  }
}

const isWhole = (body: unknown): body is FormData | Uint8Array<ArrayBuffer> =>
  body instanceof FormData || body instanceof Uint8Array

function read(remote: Remote, { status, headers, text }: RawAnswer, call: Call): Answer {
  if ((status >= 200 && status < 300) || call.also?.(status, text) === true)
    return { status, json: text === '' ? null : parse(remote, text) }
  throw refusal(remote, status, headers.get('location'), text)
}

/** For `also`: what is not there is an answer. */
export const orMissing = (status: number): boolean => status === 404

function parse(remote: Remote, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw noInterfaceThere(remote, error)
  }
}

/** @throws AppError 'channel.failed' where the answer is not what this version of the interface gives */
export function shaped<T>(remote: Remote, schema: z.ZodType<T>, json: unknown): T {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const where = issue?.path.map(String).join('.') ?? ''
  return fail({
    de: `${remote.name} hat in einer Form geantwortet, die Dirigent nicht kennt (${where}). Prüfen, welche Version dort läuft.`,
    en: `${remote.name} answered in a form that Dirigent does not know (${where}). Check which version runs there.`,
  })
}

function fail(text: Text): never {
  throw channelFault({ text, temporary: false })
}

function unreachable({ name, urlSetting }: Remote, error: unknown, timeoutMs: number) {
  const seconds = Math.max(1, Math.round(timeoutMs / 1_000))
  if (error instanceof Error && error.name === 'TimeoutError') {
    return channelFault(
      {
        text: {
          de: `${name} hat ${seconds} Sekunden lang nicht geantwortet. Es wird später noch einmal versucht; bleibt es dabei, prüfen, ob der Server läuft.`,
          en: `${name} did not answer for ${seconds} seconds. It is tried again later; if it stays so, check whether the server is running.`,
        },
        temporary: true,
      },
      error,
    )
  }
  // `fetch` says only that it failed; what happened stands behind it.
  const why = messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error)
  return channelFault(
    {
      text: {
        de: `${name} ist nicht zu erreichen (${why}). Es wird später noch einmal versucht; bleibt es dabei, ${urlSetting} und das Netz prüfen.`,
        en: `${name} cannot be reached (${why}). It is tried again later; if it stays so, check ${urlSetting} and the network.`,
      },
      temporary: true,
    },
    error,
  )
}

export function overloaded({ name }: Remote) {
  return channelFault({
    text: {
      de: `${name} nimmt zurzeit keine weiteren Anfragen an (429). Es wird später noch einmal versucht.`,
      en: `${name} takes no more requests at the moment (429). It is tried again later.`,
    },
    temporary: true,
    status: 429,
  })
}

function noInterfaceThere({ name, urlSetting }: Remote, cause: unknown) {
  return channelFault(
    {
      text: {
        de: `${name} hat mit etwas geantwortet, das keine Antwort der Schnittstelle ist. Prüfen, ob ${urlSetting} die richtige Adresse ist.`,
        en: `${name} answered with something that is no answer of its interface. Check whether ${urlSetting} is the right address.`,
      },
      temporary: false,
    },
    cause,
  )
}

function refusal(remote: Remote, status: number, location: string | null, body: string) {
  const { name, urlSetting, accessSettings, rights } = remote
  const text = ((): Text => {
    if (status >= 300 && status < 400) {
      const to = location !== null && URL.canParse(location, remote.url) ? new URL(location, remote.url).origin : '?'
      return {
        de: `${name} verweist auf eine andere Adresse (${to}). ${urlSetting} auf die Adresse setzen, unter der das System selbst antwortet.`,
        en: `${name} points to another address (${to}). Set ${urlSetting} to the address at which the system itself answers.`,
      }
    }
    if (status === 401) {
      return {
        de: `${name} hat den Zugang abgelehnt (401). ${accessSettings} prüfen; vielleicht ist der Zugang abgelaufen oder gelöscht.`,
        en: `${name} refused the access (401). Check ${accessSettings}; the access may have expired or been removed.`,
      }
    }
    if (status === 403) {
      return {
        de: `${name} erlaubt das diesem Zugang nicht (403). Er braucht das Recht ${rights.de}.`,
        en: `${name} does not allow this access to do that (403). It needs the right ${rights.en}.`,
      }
    }
    if (status === 404) {
      return {
        de: `${name} hat unter dieser Adresse nichts (404). ${urlSetting} prüfen, und ob die Schnittstelle dort eingeschaltet ist.`,
        en: `${name} has nothing at this address (404). Check ${urlSetting}, and whether the interface is turned on there.`,
      }
    }
    if (status >= 500) {
      return {
        de: `${name} hat einen Fehler gemeldet (${status}). Es wird später noch einmal versucht.`,
        en: `${name} reported a fault (${status}). It is tried again later.`,
      }
    }
    const said = excerpt(remote, body)
    return {
      de: `${name} hat die Anfrage abgelehnt (${status})${said === '' ? '' : `: ${said}`}. Geändert wurde nichts.`,
      en: `${name} refused the request (${status})${said === '' ? '' : `: ${said}`}. Nothing was changed.`,
    }
  })()
  return channelFault({ text, temporary: status >= 500 || status === 408 || status === 425, status })
}

/** What the other side said, short, on one line, and without what lets us in. */
export function excerpt({ secrets }: Pick<Remote, 'secrets'>, text: string): string {
  const clean = secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
  const line = clean.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '')
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`
}

/**
 * An address from a setting: what lets us in goes there and must not be read on the way.
 * @throws AppError 'config.invalid' naming the setting
 */
export function safeUrl(text: string, setting: string): string {
  const { protocol, hostname, username, password } = new URL(text)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol === 'https:' || isHere) {
    if (username === '' && password === '') return text
    throw new AppError('config.invalid', `Setting ${setting} holds a user or a password; take them out of the address.`)
  }
  throw new AppError(
    'config.invalid',
    `Setting ${setting} is ${JSON.stringify(text)}; expected is an address that begins with https://, since what lets Dirigent in goes there.`,
  )
}
