/** What people do to drafts again and again, as it is told, and as an instruction for a prompt. */
import type { Text } from '../../../core/lang.ts'
import type { Habit, HabitKey } from '../schema.ts'

/** After 'in 9 of 10 drafts'. */
const DONE: Readonly<Record<HabitKey, Text>> = {
  shorter: { de: 'der Text gekürzt', en: 'the text was made shorter' },
  longer: { de: 'der Text verlängert', en: 'the text was made longer' },
  du: { de: 'die Anrede zu „du“ geändert', en: 'the address was changed to ‘du’' },
  sie: { de: 'die Anrede zu „Sie“ geändert', en: 'the address was changed to ‘Sie’' },
  neutral: { de: 'die Anrede herausgenommen', en: 'the address was taken out' },
  list: { de: 'eine Liste daraus gemacht', en: 'a list was made of it' },
  'no-list': { de: 'die Liste aufgelöst', en: 'the list was dissolved' },
  heading: { de: 'eine Überschrift eingefügt', en: 'a heading was put in' },
  'no-heading': { de: 'die Überschrift gestrichen', en: 'the heading was taken out' },
  order: { de: 'die Reihenfolge umgestellt', en: 'the order was changed' },
  'no-exclamation': { de: 'das Ausrufezeichen gestrichen', en: 'the exclamation mark was taken out' },
  'legal-note': { de: 'ein rechtlicher Hinweis ergänzt', en: 'a legal note was added' },
  'no-legal-claim': { de: 'eine rechtlich heikle Aussage gestrichen', en: 'a claim of legal weight was taken out' },
  facts: { de: 'eine Zahl oder Angabe berichtigt', en: 'a number or a fact was corrected' },
  grammar: { de: 'Grammatik oder Rechtschreibung berichtigt', en: 'grammar or spelling was corrected' },
}

export function habitText({ key, share: { count, n } }: Habit): Text {
  return {
    de: `In ${count} von ${n} Entwürfen wurde ${DONE[key].de}.`,
    en: `In ${count} of ${n} drafts ${DONE[key].en}.`,
  }
}

/** What a prompt can say so that nobody need do it any more. */
export const HABIT_LINES: Readonly<Record<HabitKey, Text>> = {
  shorter: {
    de: 'Schreibe knapper: Lass weg, was nicht nötig ist.',
    en: 'Write more briefly: leave out what is not needed.',
  },
  longer: { de: 'Schreibe ausführlicher: Nutze alle Angaben.', en: 'Write in more detail: use all the data there is.' },
  du: { de: 'Sprich die Leser mit du an.', en: 'In German speak to readers with du.' },
  sie: { de: 'Sprich die Leser mit Sie an.', en: 'In German speak to readers with Sie.' },
  neutral: { de: 'Sprich die Leser nicht direkt an.', en: 'Do not speak to readers directly.' },
  list: {
    de: 'Fass die wichtigsten Angaben in einer Liste zusammen.',
    en: 'Sum the most important data up in a list.',
  },
  'no-list': { de: 'Schreibe in ganzen Sätzen, ohne Listen.', en: 'Write in whole sentences, without lists.' },
  heading: { de: 'Gliedere den Text mit einer Überschrift.', en: 'Divide the text with a heading.' },
  'no-heading': { de: 'Schreibe ohne Überschriften.', en: 'Write without headings.' },
  order: { de: 'Beginne mit dem, was für Käufer am wichtigsten ist.', en: 'Begin with what matters most to buyers.' },
  'no-exclamation': { de: 'Verwende keine Ausrufezeichen.', en: 'Use no exclamation marks.' },
  'legal-note': {
    de: 'Nenne die rechtlichen Hinweise, die in den Daten stehen.',
    en: 'Name the legal notes that are in the data.',
  },
  'no-legal-claim': {
    de: 'Mach keine Aussagen zu Garantie, Gesundheit oder Umwelt, die nicht in den Daten stehen.',
    en: 'Make no claims on guarantee, health or the environment that are not in the data.',
  },
  facts: {
    de: 'Übernimm Zahlen, Maße und Angaben unverändert aus den Daten.',
    en: 'Take numbers, measures and facts from the data unchanged.',
  },
  grammar: {
    de: 'Achte auf Fälle, Endungen und Rechtschreibung; lies jeden Satz noch einmal.',
    en: 'Mind grammar and spelling; read each sentence once more.',
  },
}
