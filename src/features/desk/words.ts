/** What the desk says, in both languages. */
import type { Text } from '../../core/lang.ts'
import type { CheckFinding, State } from './schema.ts'

const STATE_WORDS: Readonly<Record<State, Text>> = {
  open: { de: 'offen', en: 'open' },
  approved: { de: 'freigegeben', en: 'approved' },
  edited: { de: 'mit Änderungen freigegeben', en: 'approved with changes' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  expired: { de: 'abgelaufen', en: 'expired' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
  applied: { de: 'ausgeführt', en: 'carried out' },
  failed: { de: 'gescheitert', en: 'failed' },
  undone: { de: 'rückgängig gemacht', en: 'undone' },
}

export function decidedWords(state: State): Text {
  const word = STATE_WORDS[state]
  return {
    de: `Dieser Vorschlag ist ${word.de}; das geht hier nicht mehr.`,
    en: `This proposal is ${word.en}; that cannot be done to it now.`,
  }
}

/** Of a rejected proposal that cannot come back: there has been another one about the same since. @param state of that one */
export function newerWords(state: State): Text {
  const word = STATE_WORDS[state]
  return {
    de: `Zu demselben Betreff gibt es inzwischen einen neueren Vorschlag (${word.de}). Dieser hier bleibt abgelehnt.`,
    en: `There is a newer proposal about the same subject by now (${word.en}). This one stays rejected.`,
  }
}

export function blockedWords(checks: readonly CheckFinding[]): Text {
  const errors = checks.filter(({ level }) => level === 'error')
  return {
    de: `Das darf so nicht hinaus: ${errors.map(({ message }) => message.de).join(' ')}`,
    en: `This must not go out as it is: ${errors.map(({ message }) => message.en).join(' ')}`,
  }
}

/** Of a field a person has changed into something the skill cannot work with. */
export function unreadableWords(label: Text, value: unknown): Text {
  if (value === null || value === undefined || value === '')
    return {
      de: `„${label.de}“ ist leer; tragen Sie etwas ein.`,
      en: `‘${label.en}’ is empty; enter something.`,
    }
  const shown = String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 40)
  return {
    de: `„${label.de}“ kann nicht „${shown}“ sein.`,
    en: `‘${label.en}’ cannot be ‘${shown}’.`,
  }
}

export const REFUSALS = {
  acting: {
    de: 'Das wird gerade ausgeführt. Warten Sie ab, was daraus wird, und nehmen Sie es dann zurück.',
    en: 'This is being carried out right now. Wait for the outcome, then undo it.',
  },
  'no-newer': {
    de: 'Zu diesem Vorschlag gibt es keinen neueren Entwurf.',
    en: 'There is no newer draft for this proposal.',
  },
  outlived: {
    de: 'Die Frist dieses Vorschlags ist inzwischen abgelaufen; er bleibt abgelehnt.',
    en: 'This proposal would have expired by now; it stays rejected.',
  },
  'no-undo': {
    de: 'Was diese Fähigkeit tut, lässt sich nicht zurücknehmen.',
    en: 'What this skill does cannot be undone.',
  },
  'no-drafts': {
    de: 'Diese Fähigkeit macht ihre Entwürfe, wenn etwas geschieht, und nicht auf Wunsch.',
    en: 'This skill makes its drafts when something happens, not when it is asked.',
  },
  off: {
    de: 'Diese Fähigkeit ist ausgeschaltet; schalten Sie sie zuerst ein.',
    en: 'This skill is off; turn it on first.',
  },
  'not-yours': { de: 'Darüber entscheidet eine andere Rolle.', en: 'Another role decides this.' },
  changed: {
    de: 'Der Entwurf hat sich geändert, seit Sie ihn gesehen haben. Nichts wurde entschieden; sehen Sie ihn noch einmal an.',
    en: 'The draft has changed since you saw it. Nothing was decided; look at it again.',
  },
  'same-person': {
    de: 'Hier müssen zwei verschiedene Personen freigeben; Sie haben es schon getan.',
    en: 'Two different people must approve this, and you have done so already.',
  },
  'not-a-person': {
    de: 'Hier müssen zwei Personen freigeben; ein Schlüssel oder die Befehlszeile zählt nicht.',
    en: 'Two people must approve this; a key or the command line does not count.',
  },
} as const satisfies Record<string, Text>

export const FAILURES = {
  gone: {
    de: 'Die Fähigkeit, die das vorgeschlagen hat, gibt es nicht mehr. Nichts wurde getan.',
    en: 'The skill that proposed this is not there any more. Nothing was done.',
  },
  altered: {
    de: 'Der Entwurf ist nicht mehr der, der freigegeben wurde, etwa weil eine darin genannte Person gelöscht worden ist. Nichts wurde getan; lassen Sie ihn neu erstellen.',
    en: 'The draft is not the one that was approved any more, for example because a person named in it has been erased. Nothing was done; have it made anew.',
  },
  unreadable: {
    de: 'Der Entwurf passt nicht mehr zu dem, was die Fähigkeit heute erwartet. Nichts wurde getan; lassen Sie ihn neu erstellen.',
    en: 'The draft no longer fits what the skill expects today. Nothing was done; have it made anew.',
  },
} as const satisfies Record<string, Text>

export function blockedAtActing(checks: readonly CheckFinding[]): Text {
  const { de, en } = blockedWords(checks)
  return {
    de: `Vor dem Ausführen noch einmal geprüft. ${de} Nichts wurde getan.`,
    en: `Checked again before acting. ${en} Nothing was done.`,
  }
}

export function failedWords(error: Text): Text {
  return {
    de: `Es gelang nicht: ${error.de}`,
    en: `It did not work: ${error.en}`,
  }
}

export function unknownWords(error: Text): Text {
  return {
    de: `Ob es geschehen ist, weiß niemand hier: ${error.de} Es wird nicht von selbst wiederholt. Sehen Sie auf der anderen Seite nach, bevor Sie noch einmal freigeben.`,
    en: `Nobody here knows whether it happened: ${error.en} It is not repeated by itself. Look at the other side before you approve it again.`,
  }
}

export function noAnswerWords(seconds: number): Text {
  return {
    de: `Die andere Seite hat ${seconds} Sekunden lang nicht geantwortet.`,
    en: `The other side did not answer within ${seconds} seconds.`,
  }
}

export function undoFailedWords(error: Text): Text {
  return { de: `Das Rückgängigmachen gelang nicht: ${error.de}`, en: `It could not be undone: ${error.en}` }
}

/** Names of actors that are nobody. */
export const ACTOR_NAMES: Readonly<Record<string, string>> = {
  system: 'Dirigent',
  autonomy: 'Dirigent',
  cli: 'dirigent',
}

export const BATCH = {
  gone: { de: 'Diesen Vorschlag gibt es nicht mehr.', en: 'This proposal is not there any more.' },
  denied: REFUSALS['not-yours'],
  blocked: {
    de: 'Ein Befund vom Grad Fehler hält ihn auf.',
    en: 'A check finding of level error stands against it.',
  },
} as const satisfies Record<string, Text>
