import type { Text } from '../../../core/lang.ts'
import { formatCount } from '../../../language/numbers.ts'
import type { Level } from '../schema.ts'

export const words = {
  title: { de: 'Autonomie', en: 'Autonomy' },
  about: {
    de: 'Wie viel jede Fähigkeit allein darf. Ein Fehler der Prüfung hält jede Stufe auf, und der Halt hält alles an.',
    en: 'How much each skill may do alone. An error of the check holds every level back, and the stop holds everything.',
  },
  skills: { de: 'Fähigkeiten', en: 'Skills' },
  noSkills: { de: 'Noch keine Fähigkeit', en: 'No skill yet' },
  noSkillsHint: {
    de: 'Hier steht jede Fähigkeit mit ihrer Stufe, sobald diese Werkbank eine hat.',
    en: 'Every skill will stand here with its level once this workbench has one.',
  },
  level: { de: 'Stufe', en: 'Level' },
  presets: { de: 'Voreinstellungen', en: 'Presets' },
  presetsAbout: {
    de: 'Vier Arten, wie Menschen und KI zusammenarbeiten. Eine Vorschau zeigt vorher, welche Stufen sich ändern.',
    en: 'Four ways for people and AI to work together. A preview shows first which levels would change.',
  },
  preview: { de: 'Vorschau', en: 'Preview' },
  inUse: { de: 'gilt jetzt', en: 'in use' },
  apply: { de: 'Anwenden', en: 'Apply' },
  nothingChanges: { de: 'Alle Stufen stehen schon so.', en: 'All levels are set like this already.' },
  presetNote: {
    de: 'Budgets, Fristen und Ruhezeiten bleiben, wie sie sind. Jede Änderung steht im Protokoll und lässt sich einzeln zurückstellen.',
    en: 'Budgets, delays and quiet hours stay as they are. Every change is in the audit log and can be set back one by one.',
  },
  applied: { de: 'Die Stufen sind gesetzt', en: 'The levels are set' },
  saved: { de: 'Gespeichert', en: 'Saved' },
  save: { de: 'Speichern', en: 'Save' },
  discard: { de: 'Verwerfen', en: 'Discard' },
  adopt: { de: 'Übernehmen', en: 'Adopt' },
  recommended: { de: 'Empfehlung des Pults', en: "The desk's recommendation" },
  up: { de: 'eine Stufe höher', en: 'one level up' },
  down: { de: 'eine Stufe tiefer', en: 'one level down' },
  stay: { de: 'so lassen', en: 'leave it' },
  track: { de: 'Was Menschen daraus machten', en: 'What people made of it' },
  noTrack: { de: 'Noch hat niemand über einen Entwurf entschieden.', en: 'Nobody has decided on a draft yet.' },
  limits: { de: 'Grenzen für das, was ohne eine Person geschieht', en: 'Limits for what happens without a person' },
  dailyActions: { de: 'Höchstens am Tag', en: 'At most a day' },
  dailyMoney: { de: 'Geld am Tag', en: 'Money a day' },
  maxChange: { de: 'Größte Änderung auf einmal', en: 'Greatest change at once' },
  noLimit: { de: 'keine Grenze', en: 'no limit' },
  veto: { de: 'Frist zum Einspruch (Minuten)', en: 'Time to object (minutes)' },
  quietFrom: { de: 'Ruhe von', en: 'Quiet from' },
  quietUntil: { de: 'Ruhe bis', en: 'Quiet until' },
  quietHint: {
    de: 'In der Zeit des Shops; beide leer: keine Ruhezeit.',
    en: 'In the time of the shop; both empty: no quiet hours.',
  },
  today: { de: 'Heute von selbst', en: 'By itself today' },
  deciders: { de: 'Prüft', en: 'Reviews' },
  mayNot: {
    de: 'Ändern dürfen das Inhaber und Marketingleitung.',
    en: 'The owner and the marketing lead may change this.',
  },
  stop: { de: 'Halt', en: 'Stop' },
  stopOff: {
    de: 'Nichts ist angehalten. Der Knopf „Alles anhalten“ steht oben auf jeder Seite.',
    en: 'Nothing is stopped. The button to stop everything is at the top of every page.',
  },
  stopHistory: { de: 'Wann angehalten und freigegeben wurde', en: 'When it was stopped and released' },
  noStops: { de: 'Noch nie angehalten.', en: 'Never stopped yet.' },
  pressed: { de: 'angehalten', en: 'stopped' },
  released: { de: 'freigegeben', en: 'released' },
  changed: {
    de: 'Jemand anderes hat diese Fähigkeit inzwischen umgestellt. Der neue Stand steht jetzt hier; von Ihnen wurde nichts gespeichert.',
    en: 'Somebody else has changed this skill in the meantime. The new state is shown now; nothing of yours was stored.',
  },
} satisfies Record<string, Text>

export const levelWords: Readonly<Record<Level, Text>> = {
  off: { de: 'Aus', en: 'Off' },
  'on-request': { de: 'Auf Anfrage', en: 'On request' },
  suggest: { de: 'Schlägt vor', en: 'Suggests' },
  veto: { de: 'Mit Einspruch', en: 'Unless vetoed' },
  auto: { de: 'Von selbst', en: 'By itself' },
}

export const trackSentence = (
  decided: string,
  days: number,
  parts: { readonly edited: string; readonly rejected: string; readonly undone: string },
): Text => ({
  de: `${decided} entschieden in ${days} Tagen: ${parts.edited} geändert, ${parts.rejected} abgelehnt, ${parts.undone} zurückgenommen.`,
  en: `${decided} decided in ${days} days: ${parts.edited} edited, ${parts.rejected} rejected, ${parts.undone} undone.`,
})

/** @param time '3 h 20 min'; at one: of a single draft */
/** Below that in minutes, above in hours: nobody counts working time in days of 24 hours. */
const MOST_MINUTES = 90

export function savedText(minutes: number, days: number): Text {
  const isShort = minutes < MOST_MINUTES
  const amount = isShort ? minutes : minutes / 60
  const de = `${formatCount(amount, { lang: 'de' })} ${isShort ? 'Minuten' : 'Stunden'}`
  const en = `${formatCount(amount, { lang: 'en' })} ${isShort ? 'minutes' : 'hours'}`
  return {
    de: `In ${days} Tagen gespart: etwa ${de} Arbeit von Hand.`,
    en: `Saved in ${days} days: about ${en} of work by hand.`,
  }
}

export const correctionText = (rate: string, range: string): Text => ({
  de: `Berichtigt: ${rate} (95 %: ${range})`,
  en: `Corrected: ${rate} (95%: ${range})`,
})

export const corrected = (rate: string): Text => ({ de: `${rate} berichtigt`, en: `${rate} corrected` })

export const todayText = (actions: string, most: string | null): Text => ({
  de: most === null ? `${actions}-mal` : `${actions} von höchstens ${most}`,
  en: most === null ? `${actions} times` : `${actions} of at most ${most}`,
})

export const moneyOf = (spent: string, most: string): Text => ({
  de: `${spent} von ${most}`,
  en: `${spent} of ${most}`,
})

export const stoppedSince = (by: string): Text => ({ de: `Angehalten von ${by}`, en: `Stopped by ${by}` })

export const heldText = (held: string): Text => ({
  de: `${held} wären inzwischen ausgeführt worden und warten.`,
  en: `${held} would have been carried out by now and wait.`,
})
