/** An entry of the audit log in words. Pure. */
import type { Text } from '../../../core/lang.ts'
import type { AuditEntryView } from '../schema.ts'
import { DETAILS, KINDS, MACHINES, VALUES, VERBS } from './words.ts'

/** 'Vorschläge: freigegeben'; what has no word of its own is shown as it is stored. */
export function actionText(action: string, t: (text: Text) => string): string {
  const [kind = '', verb = ''] = action.split('.')
  const [kindWord, verbWord] = [KINDS[kind], VERBS[verb]]
  return kindWord === undefined || verbWord === undefined ? action : `${t(kindWord)}: ${t(verbWord)}`
}

export function detailsText(details: AuditEntryView['details'], t: (text: Text) => string): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `${wordOf(DETAILS, key, t)}: ${wordOf(VALUES, shortened(String(value)), t)}`)
    .join(', ')
}

function wordOf(known: Readonly<Record<string, Text>>, word: string, t: (text: Text) => string): string {
  const text = known[word]
  return text === undefined ? word : t(text)
}

/** A checksum is known by its beginning. */
function shortened(value: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? `${value.slice(0, 8)} …` : value
}

export function actorText({ id, name }: AuditEntryView['actor'], t: (text: Text) => string): string {
  const machine = MACHINES[id]
  return machine === undefined ? name : t(machine)
}
