import type { Text } from '../../../core/lang.ts'
import { formatCount } from '../../../language/numbers.ts'
import type { CheckFinding, HistoryAction, State } from '../schema.ts'
import type { Outcome } from './batch.ts'
import type { Risk, Sort, View } from './filters.ts'

const count = (n: number, lang: 'de' | 'en'): string => formatCount(n, { lang })

export const words = {
  title: { de: 'Pult', en: 'Desk' },
  proposal: { de: 'Vorschlag', en: 'Proposal' },
  next: { de: 'Nächster Vorschlag', en: 'Next proposal' },
  previous: { de: 'Voriger Vorschlag', en: 'Previous proposal' },
  open: { de: 'Öffnen', en: 'Open' },
  sameForSimilar: {
    de: 'Dieselbe Entscheidung für Auswahl oder Ähnliche',
    en: 'The same decision for the selection or similar ones',
  },
  subject: { de: 'Betreff', en: 'Subject' },
  list: { de: 'Vorschläge', en: 'Proposals' },
  filter: { de: 'Suchen', en: 'Search' },
  filterHint: { de: 'Titel oder Betreff', en: 'Title or subject' },
  skill: { de: 'Fähigkeit', en: 'Skill' },
  allSkills: { de: 'Alle Fähigkeiten', en: 'All skills' },
  person: { de: 'Zuständig', en: 'Assigned to' },
  anybody: { de: 'Zuständig: alle', en: 'Assigned to: anyone' },
  me: { de: 'Ich', en: 'Me' },
  nobody: { de: 'Niemand', en: 'Nobody' },
  risk: { de: 'Befunde', en: 'Findings' },
  anyRisk: { de: 'Befunde: alle', en: 'Findings: any' },
  view: { de: 'Stand', en: 'State' },
  sort: { de: 'Reihenfolge', en: 'Order' },
  clear: { de: 'Filter aufheben', en: 'Clear filters' },
  nothingFound: { de: 'Nichts passt zu diesen Filtern', en: 'Nothing matches these filters' },
  nothingFoundHint: {
    de: 'Nehmen Sie einen Filter weg, dann erscheinen wieder mehr Vorschläge.',
    en: 'Take a filter away and more proposals will show.',
  },
  moreComing: { de: 'Weitere werden geladen', en: 'Loading more' },
  newOnes: { de: 'Neue Vorschläge zeigen', en: 'Show new proposals' },
  chooseOne: { de: 'Wählen Sie links einen Vorschlag.', en: 'Choose a proposal on the left.' },
  approve: { de: 'Freigeben', en: 'Approve' },
  approveEdited: { de: 'Geändert freigeben', en: 'Approve as changed' },
  approveSecond: { de: 'Als Zweite freigeben', en: 'Approve as second' },
  retry: { de: 'Noch einmal freigeben', en: 'Approve again' },
  edit: { de: 'Ändern', en: 'Edit' },
  save: { de: 'Änderung speichern', en: 'Save change' },
  discard: { de: 'Verwerfen', en: 'Discard' },
  reject: { de: 'Ablehnen', en: 'Reject' },
  undo: { de: 'Rückgängig', en: 'Undo' },
  undoApplied: { de: 'Wirkung zurücknehmen', en: 'Undo what it did' },
  reopen: { de: 'Wieder öffnen', en: 'Reopen' },
  withdraw: { de: 'Zurückziehen', en: 'Withdraw' },
  pick: { de: 'Auswählen', en: 'Select' },
  pickNone: { de: 'Auswahl aufheben', en: 'Clear selection' },
  comment: { de: 'Kommentieren', en: 'Comment' },
  commentHint: { de: 'Was sollten die anderen wissen?', en: 'What should the others know?' },
  cancel: { de: 'Abbrechen', en: 'Cancel' },
  close: { de: 'Schließen', en: 'Close' },
  reason: { de: 'Warum?', en: 'Why?' },
  note: { de: 'Anmerkung (darf fehlen)', en: 'Note (optional)' },
  diff: { de: 'Unterschiede zeigen', en: 'Show differences' },
  errors: { de: 'Fehler', en: 'Errors' },
  warnings: { de: 'Warnungen', en: 'Warnings' },
  takeBack: { de: 'Zurücknehmen oder wieder öffnen', en: 'Take back or reopen' },
  underWay: { de: 'Unterwegs', en: 'Under way' },
  applying: { de: 'Wird ausgeführt', en: 'Being carried out' },
  undoing: { de: 'Wird zurückgenommen', en: 'Being undone' },
  draft: { de: 'Entwurf', en: 'Draft' },
  evidence: { de: 'Belege', en: 'Evidence' },
  noEvidence: { de: 'Ohne Zeilen aus den Daten.', en: 'Rests on no rows of the data.' },
  query: { de: 'Abfrage', en: 'Query' },
  numberMissing: { de: 'Hier fehlt eine Zahl.', en: 'A number is missing here.' },
  noChecks: { de: 'Die Prüfung hat nichts gefunden.', en: 'The check found nothing.' },
  effect: { de: 'Erwartete Wirkung', en: 'Expected effect' },
  noEffect: { de: 'Lässt sich nicht in Geld sagen.', en: 'Cannot be said in money.' },
  history: { de: 'Verlauf', en: 'History' },
  autonomy: { de: 'Autonomie', en: 'Autonomy' },
  assign: { de: 'Zuständig', en: 'Assigned to' },
  assignMe: { de: 'Übernehmen', en: 'Take it' },
  expires: { de: 'Läuft ab', en: 'Expires' },
  acts: { de: 'Handelt von selbst', en: 'Acts by itself' },
  proposed: { de: 'Vorgeschlagen', en: 'Proposed' },
  live: { de: 'Jetzt', en: 'Now live' },
  empty: { de: 'leer', en: 'empty' },
  unchanged: { de: 'unverändert', en: 'unchanged' },
  receipt: { de: 'Was geschah', en: 'What happened' },
  failure: { de: 'Warum es scheiterte', en: 'Why it failed' },
  secondPair: { de: 'Vier Augen', en: 'Second pair of eyes' },
  secondNeeded: { de: 'Zwei Personen müssen freigeben.', en: 'Two people must approve.' },
  secondYours: {
    de: 'Sie haben schon freigegeben; jetzt fehlt noch jemand.',
    en: 'You have approved; one more person must.',
  },
  mayNot: { de: 'Darüber entscheidet eine andere Rolle: ', en: 'Another role decides on this: ' },
  newer: { de: 'Es gibt einen neueren Entwurf', en: 'There is a newer draft' },
  newerHint: {
    de: 'Er wartet, weil an diesem gearbeitet wird. Wird dieser abgelehnt oder zurückgezogen, kommt er an die Reihe.',
    en: 'It waits because somebody works on this one. Once this one is rejected or withdrawn, it takes its place.',
  },
  takeNewer: { de: 'Neueren nehmen', en: 'Take the newer one' },
  changedTitle: { de: 'Der Entwurf hat sich geändert', en: 'The draft has changed' },
  decidedTitle: { de: 'Schon entschieden', en: 'Decided already' },
  decidedHint: {
    de: 'Ihre Entscheidung kam danach und wurde nicht gespeichert: siehe Verlauf.',
    en: 'Your decision came after that and was not stored: see the history.',
  },
  changedRefused: {
    de: 'Ihre Entscheidung galt einer älteren Fassung und wurde nicht gespeichert. Sehen Sie den neuen Stand an und entscheiden Sie noch einmal.',
    en: 'Your decision was for an older version and was not stored. Look at the new one and decide again.',
  },
  changedMeanwhile: {
    de: 'Während Sie ihn ansahen, kam eine neue Fassung. Sehen Sie an, was sich geändert hat; dann können Sie entscheiden.',
    en: 'A new version came while you were looking at it. See what has changed; then you can decide.',
  },
  changedNothing: {
    de: 'Der Inhalt ist gleich geblieben, der Stand nicht: siehe Verlauf.',
    en: 'The content is the same, its state is not: see the history.',
  },
  understood: { de: 'Gesehen', en: 'Seen' },
  batchTitle: { de: 'Dieselbe Entscheidung für mehrere', en: 'The same decision for several' },
  batchSimilarNote: {
    de: 'Gleiche Fähigkeit, gleiche Art von Betreff, gleiche Befunde.',
    en: 'Same skill, same kind of subject, same findings.',
  },
  batchMoney: { de: 'Erwartete Wirkung zusammen', en: 'Expected effect together' },
  batchHeld: { de: 'Bleibt liegen', en: 'Stays behind' },
  batchNone: { de: 'Keiner davon kann so entschieden werden.', en: 'None of them can be decided this way.' },
  batchWhich: { de: 'Welche?', en: 'Which ones?' },
  emptyTitle: { de: 'Nichts zu entscheiden', en: 'Nothing to decide' },
  emptyAction: { de: 'Autonomie der Fähigkeiten ansehen', en: "See the skills' autonomy" },
  csv: { de: 'Als CSV', en: 'As CSV' },
  tookBack: { de: 'Zurückgenommen', en: 'Taken back' },
  undoAsked: { de: 'Die Rücknahme ist angestoßen', en: 'Undoing has begun' },
  firstOfTwo: {
    de: 'als erste von zwei Personen freigegeben',
    en: 'approved as the first of two',
  },
  nothingToTakeBack: {
    de: 'In dieser Sitzung wurde noch nichts entschieden, das sich zurücknehmen ließe.',
    en: 'Nothing was decided in this sitting that could be taken back.',
  },
  noUndo: {
    de: 'Das lässt sich nicht mehr zurücknehmen: Die Entscheidung steht, oder die Fähigkeit kann ihre Wirkung nicht aufheben.',
    en: 'That can no longer be taken back: the decision stands, or the skill cannot undo what it did.',
  },
} satisfies Record<string, Text>

export const secondGiven = (name: string): Text => ({
  de: `${name} hat als Erste Person freigegeben.`,
  en: `${name} has approved first.`,
})

/** The check's own sentences; it may let the same pass a moment later. */
export const blockedBy = (checks: readonly CheckFinding[]): Text => {
  const errors = checks.filter(({ level }) => level === 'error')
  return {
    de: `Nicht freigegeben, die Prüfung steht dagegen: ${errors.map(({ message }) => message.de).join(' ')}`,
    en: `Not approved, the check stands against it: ${errors.map(({ message }) => message.en).join(' ')}`,
  }
}

export const decidedByOther = (name: string, state: State): Text => ({
  de: `${name}: ${stateWords[state].de}. Ihre Entscheidung kam danach und wurde nicht gespeichert; nichts geschieht zweimal.`,
  en: `${name}: ${stateWords[state].en}. Your decision came after that and was not stored; nothing happens twice.`,
})

export const shownCount = (n: number, more: boolean): Text => ({
  de: n === 1 && !more ? '1 Vorschlag' : `${more ? 'über ' : ''}${count(n, 'de')} Vorschläge`,
  en: n === 1 && !more ? '1 proposal' : `${more ? 'more than ' : ''}${count(n, 'en')} proposals`,
})

export const pickedCount = (n: number): Text => ({
  de: `${count(n, 'de')} ausgewählt`,
  en: `${count(n, 'en')} selected`,
})

export const rowsShown = (shown: number, all: number): Text =>
  shown < all
    ? {
        de: `Die ersten ${count(shown, 'de')} von ${count(all, 'de')} Zeilen`,
        en: `The first ${count(shown, 'en')} of ${count(all, 'en')} rows`,
      }
    : { de: all === 1 ? '1 Zeile' : `${count(all, 'de')} Zeilen`, en: all === 1 ? '1 row' : `${count(all, 'en')} rows` }

export const decidedLive = (name: string, state: State): Text => ({
  de: `${name}: ${stateWords[state].de}`,
  en: `${name}: ${stateWords[state].en}`,
})

export const willDecide = (n: number, decision: 'approve' | 'reject'): Text => ({
  de: `${count(n, 'de')} ${n === 1 ? 'Vorschlag wird' : 'Vorschläge werden'} ${decision === 'approve' ? 'freigegeben' : 'abgelehnt'}`,
  en: `${count(n, 'en')} ${n === 1 ? 'proposal' : 'proposals'} will be ${decision === 'approve' ? 'approved' : 'rejected'}`,
})

export const didDecide = (n: number, decision: 'approve' | 'reject'): Text => ({
  de: `${count(n, 'de')} ${decision === 'approve' ? 'freigegeben' : 'abgelehnt'}`,
  en: `${count(n, 'en')} ${decision === 'approve' ? 'approved' : 'rejected'}`,
})

export const decideMany = (n: number, decision: 'approve' | 'reject'): Text => ({
  de: `${count(n, 'de')} ${decision === 'approve' ? 'freigeben' : 'ablehnen'}`,
  en: `${decision === 'approve' ? 'Approve' : 'Reject'} ${count(n, 'en')}`,
})

export const similarCount = (n: number): Text => ({
  de: `${count(n, 'de')} Ähnliche genauso`,
  en: `Same for ${count(n, 'en')} similar`,
})

/** When something begins that is less than two days away: 'heute um 02:00'. */
export function soonWords(instant: string, now: number, timeZone: string): Text {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone })
  const at = Date.parse(instant)
  const isToday = day.format(at) === day.format(now)
  const clock = (locale: string) => new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(at)
  return {
    de: `${isToday ? 'heute' : 'morgen'} um ${clock('de-DE')}`,
    en: `${isToday ? 'today' : 'tomorrow'} at ${clock('en-GB')}`,
  }
}

export const emptyHint = (when: Text | null): Text => ({
  de: `Hier liegt, was die Fähigkeiten in der Nacht vorbereiten und was eine Person freigeben soll.${when === null ? '' : ` Nächste Nachtschicht: ${when.de}.`} Auf der Seite Autonomie steht, welche Fähigkeiten vorschlagen dürfen.`,
  en: `What the skills prepare overnight and a person should approve will lie here.${when === null ? '' : ` Next night shift: ${when.en}.`} The autonomy page says which skills may propose.`,
})

export const emptyViewWords: Readonly<Record<Exclude<View, 'open'>, Text>> = {
  decided: { de: 'Nichts ist unterwegs', en: 'Nothing is on its way' },
  applied: { de: 'Noch wurde nichts ausgeführt', en: 'Nothing was done yet' },
  failed: { de: 'Nichts ist fehlgeschlagen', en: 'Nothing failed' },
  over: { de: 'Noch wurde nichts abgelehnt', en: 'Nothing was rejected yet' },
}

export const viewWords: Readonly<Record<View, Text>> = {
  open: { de: 'Offen', en: 'Open' },
  decided: { de: 'Unterwegs', en: 'On their way' },
  applied: { de: 'Ausgeführt', en: 'Done' },
  failed: { de: 'Fehlgeschlagen', en: 'Failed' },
  over: { de: 'Abgelehnt und vorbei', en: 'Rejected and over' },
}

export const sortWords: Readonly<Record<Sort, Text>> = {
  effect: { de: 'Nach Wert', en: 'By value' },
  oldest: { de: 'Älteste zuerst', en: 'Oldest first' },
  newest: { de: 'Neueste zuerst', en: 'Newest first' },
}

export const riskWords: Readonly<Record<Risk, Text>> = {
  error: { de: 'Fehler', en: 'Errors' },
  warning: { de: 'Warnungen', en: 'Warnings' },
  note: { de: 'Nur Hinweise', en: 'Notes only' },
  none: { de: 'Ohne Befund', en: 'No findings' },
}

export const levelWords: Readonly<Record<CheckFinding['level'], Text>> = {
  error: { de: 'Fehler', en: 'Error' },
  warning: { de: 'Warnung', en: 'Warning' },
  note: { de: 'Hinweis', en: 'Note' },
}

export const stateWords: Readonly<Record<State, Text>> = {
  open: { de: 'offen', en: 'open' },
  approved: { de: 'freigegeben', en: 'approved' },
  edited: { de: 'geändert freigegeben', en: 'approved as changed' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  expired: { de: 'abgelaufen', en: 'expired' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
  applied: { de: 'ausgeführt', en: 'done' },
  failed: { de: 'fehlgeschlagen', en: 'failed' },
  undone: { de: 'zurückgenommen', en: 'undone' },
}

export const reasonWords = {
  wrong: { de: 'Stimmt nicht', en: 'It is wrong' },
  'bad-timing': { de: 'Falscher Zeitpunkt', en: 'Bad timing' },
  'not-our-style': { de: 'Nicht unser Stil', en: 'Not our style' },
  'too-risky': { de: 'Zu gewagt', en: 'Too risky' },
  'done-already': { de: 'Schon erledigt', en: 'Done already' },
  other: { de: 'Anderer Grund', en: 'Another reason' },
} satisfies Record<string, Text>
export type RejectReason = keyof typeof reasonWords
/** In the order of the keys 1 to 6. */
export const REASONS = [
  'wrong',
  'bad-timing',
  'not-our-style',
  'too-risky',
  'done-already',
  'other',
] as const satisfies readonly RejectReason[]

export const actionWords: Readonly<Record<HistoryAction, Text>> = {
  proposed: { de: 'vorgeschlagen', en: 'proposed' },
  newer: { de: 'neuerer Entwurf kam', en: 'a newer draft came' },
  'taken-over': { de: 'neueren Entwurf genommen', en: 'took the newer draft' },
  edited: { de: 'geändert', en: 'edited' },
  seconded: { de: 'als erste von zwei Personen freigegeben', en: 'approved as the first of two' },
  approved: { de: 'freigegeben', en: 'approved' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  commented: { de: 'kommentiert', en: 'commented' },
  assigned: { de: 'zugewiesen', en: 'assigned' },
  reopened: { de: 'wieder geöffnet', en: 'reopened' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
  superseded: { de: 'durch einen neueren Entwurf abgelöst', en: 'replaced by a newer draft' },
  expired: { de: 'abgelaufen', en: 'expired' },
  held: { de: 'angehalten, wartet auf eine Person', en: 'held, waits for a person' },
  applied: { de: 'ausgeführt', en: 'done' },
  failed: { de: 'fehlgeschlagen', en: 'failed' },
  'undo-asked': { de: 'Rücknahme verlangt', en: 'asked to undo' },
  'undo-failed': { de: 'Rücknahme fehlgeschlagen', en: 'undoing failed' },
  undone: { de: 'zurückgenommen', en: 'undone' },
}

export const outcomeWords: Readonly<Record<Outcome['outcome'], Text>> = {
  ready: { de: 'bereit', en: 'ready' },
  done: { de: 'erledigt', en: 'done' },
  first: { de: 'als Erste freigegeben, eine zweite Person fehlt', en: 'approved first, a second person must follow' },
  changed: { de: 'inzwischen geändert', en: 'changed in the meantime' },
  blocked: { de: 'von der Prüfung gesperrt', en: 'blocked by the check' },
  decided: { de: 'schon entschieden', en: 'decided already' },
  denied: { de: 'nicht Ihre Entscheidung', en: 'not yours to decide' },
  gone: { de: 'nicht mehr da', en: 'no longer there' },
  failed: { de: 'nicht gelungen', en: 'did not work' },
}
