/** Whom somebody means: from a key, a mail address or the shop's own number to every name the stores know the person by. */
import { AppError } from '../../core/errors.ts'
import { customerKeyOf } from '../../ingest/write/to-events.ts'
import { findDevices } from './log-store.ts'
import type { PrivacyDeps, Subject } from './schema.ts'
import { findOrders, findPeople, listSources } from './state-store.ts'

export interface Asked {
  /** Customer key, mail address, or the number that `source` knows the person by. */
  readonly id: string
  readonly source: string | null
}

/** The names that are certain before any store is asked. @throws AppError 'usage.invalid' where it is none of the three */
export function readAsked({ id, source }: Asked): Pick<Subject, 'keys' | 'emails'> {
  const text = id.trim()
  if (text === '') throw new AppError('usage.invalid', 'The id is empty.')
  if (source !== null) {
    return { keys: [customerKeyOf(source, text)], emails: text.includes('@') ? [text.toLowerCase()] : [] }
  }
  const slash = text.indexOf('/')
  if (slash > 0) {
    const number = text.slice(slash + 1)
    return {
      keys: [customerKeyOf(text.slice(0, slash), number)],
      emails: number.includes('@') ? [number.toLowerCase()] : [],
    }
  }
  if (text.includes('@')) return { keys: [], emails: [text.toLowerCase()] }
  throw new AppError(
    'usage.invalid',
    `'${text}' is neither a customer key (source/number) nor a mail address. Say whose number it is with --source <name>.`,
  )
}

/** Rounds in which a name may lead to another one; two people who share one are taken for one. */
const MOST_ROUNDS = 5

/**
 * Every name of the person in both stores: customers with the same mail address are one person, and so are the devices they were
 * known on.
 */
export async function resolveSubject(
  deps: Pick<PrivacyDeps, 'state' | 'events'>,
  asked: Partial<Pick<Subject, 'keys' | 'emails' | 'orders'>>,
): Promise<Subject> {
  const { state, events } = deps
  const sources = await listSources(state)
  const keys = new Set(asked.keys)
  const emails = new Set(asked.emails)
  const names = new Set<string>()
  for (let round = 0, known = -1; round < MOST_ROUNDS && known < keys.size + emails.size; round++) {
    known = keys.size + emails.size
    for (const email of emails) for (const source of sources) keys.add(customerKeyOf(source, email))
    // The key that a source without numbers gives: the same digest in every source is the same address.
    for (const key of [...keys]) {
      const mail = /\/(mail-[0-9a-f]{20})$/.exec(key)?.[1]
      if (mail !== undefined) for (const source of sources) keys.add(`${source}/${mail}`)
    }
    for (const person of await findPeople(state, [...keys], [...emails])) {
      keys.add(person.key)
      if (person.email !== '') emails.add(person.email.toLowerCase())
      if (person.name !== '') names.add(person.name)
    }
  }
  const orders = [...new Set([...(asked.orders ?? []), ...(await findOrders(state, [...keys]))])]
  const { devices, spans } = await findDevices(events, { keys: [...keys], orders })
  return { keys: [...keys], emails: [...emails], names: [...names], orders, devices, spans }
}

/** People of a source by key, without following their other names: for a shop whose data go as a whole. */
export async function resolveKeys(
  { state, events }: Pick<PrivacyDeps, 'state' | 'events'>,
  keys: readonly string[],
): Promise<Subject> {
  const people = await findPeople(state, keys, [])
  const orders = await findOrders(state, keys)
  const { devices, spans } = await findDevices(events, { keys: [...keys], orders })
  return {
    keys: [...keys],
    emails: [...new Set(people.map(({ email }) => email.toLowerCase()).filter((email) => email !== ''))],
    names: [...new Set(people.map(({ name }) => name).filter((name) => name !== ''))],
    orders,
    devices,
    spans,
  }
}
