import type { Text } from '../../../core/lang.ts'
import type { PromptRun } from '../schema.ts'

export const words = {
  title: { de: 'Prompts', en: 'Prompts' },
  list: { de: 'Prompts nach Art und Sprache', en: 'Prompts by kind and language' },
  about: {
    de: 'Womit Texte geschrieben werden: Anweisungen, Auftrag und Einstellungen je Art und Sprache. Jede Version bleibt; welche gilt, sagen Sie.',
    en: 'What texts are written with: instructions, request and settings by kind and language. Every version stays; you say which one holds.',
  },
  choose: { de: 'Einen Prompt wählen', en: 'Choose a prompt' },
  chooseHint: {
    de: 'Hier stehen dann seine Versionen, wie ihre Entwürfe ankamen, und die Fälle, an denen sich eine neue erproben lässt.',
    en: 'Here will be its versions, how their drafts fared, and the cases a new one can be tried on.',
  },
  unknown: { de: 'Diesen Prompt gibt es nicht', en: 'There is no such prompt' },
  noModel: {
    de: 'Es ist kein Sprachmodell eingerichtet: Von einer Version wirken nur Ton und Länge, auf den eingebauten Texter.',
    en: 'No language model is set: of a version only tone and length take effect, on the built-in writer.',
  },
  holds: { de: 'Was gilt', en: 'What holds' },
  current: { de: 'Es gilt', en: 'Holds' },
  candidate: { de: 'Erprobt wird', en: 'On trial' },
  nothing: { de: 'nichts', en: 'nothing' },
  share: { de: 'Anteil der Entwürfe, Prozent', en: 'Share of the drafts, percent' },
  shareHint: {
    de: 'Dasselbe Produkt bekommt immer dieselbe Version.',
    en: 'The same product always gets the same version.',
  },
  owner: { de: 'Zuständig', en: 'Owner' },
  nobody: { de: 'niemand Bestimmtes', en: 'nobody in particular' },
  save: { de: 'Speichern', en: 'Save' },
  saved: { de: 'Gespeichert', en: 'Saved' },
  reset: { de: 'Zurücksetzen', en: 'Reset' },
  notAllowed: {
    de: 'Ändern dürfen es alle, die über Texte entscheiden.',
    en: 'Whoever decides on texts may change it.',
  },
  versions: { de: 'Versionen', en: 'Versions' },
  version: { de: 'Version', en: 'Version' },
  note: { de: 'Notiz', en: 'Note' },
  noteHint: { de: 'Was anders ist und warum', en: 'What is different, and why' },
  by: { de: 'Von', en: 'By' },
  accepted: { de: 'Freigegeben', en: 'Approved' },
  edited: { de: 'Davon geändert', en: 'Of these changed' },
  original: { de: 'aus dem Programm', en: 'from the program' },
  open: { de: 'Öffnen', en: 'Open' },
  holdsNow: { de: 'gilt', en: 'holds' },
  onTrial: { de: 'in Erprobung', en: 'on trial' },
  makeHold: { de: 'Gelten lassen', en: 'Let it hold' },
  rollBack: { de: 'Zurück zu dieser', en: 'Back to this one' },
  ratesHint: {
    de: 'Gezählt sind Entwürfe, über die Menschen entschieden haben; in Klammern das 95-%-Intervall.',
    en: 'Counted are drafts people have decided about; in brackets the 95% interval.',
  },
  noRates: { de: 'noch keiner', en: 'none yet' },
  unclear: {
    de: 'Noch lässt sich nicht sagen, welche der beiden besser ankommt: Die Intervalle überschneiden sich.',
    en: 'It cannot be said yet which of the two fares better: the intervals overlap.',
  },
  better: { de: 'Die erprobte Version kommt besser an.', en: 'The version on trial fares better.' },
  worse: { de: 'Die erprobte Version kommt schlechter an.', en: 'The version on trial fares worse.' },
  editor: { de: 'Neue Version', en: 'New version' },
  system: { de: 'Anweisungen', en: 'Instructions' },
  systemHint: { de: 'Was für jeden Text dieser Art gilt.', en: 'What holds for every text of this kind.' },
  template: { de: 'Auftrag', en: 'Request' },
  templateHint: {
    de: 'Was geschrieben werden soll, mit Variablen; {{data}} muss darin stehen.',
    en: 'What is to be written, with variables; {{data}} must be in it.',
  },
  variables: { de: 'Variablen', en: 'Variables' },
  insert: { de: 'In den Auftrag einfügen', en: 'Insert into the request' },
  fixed: {
    de: 'Dahinter steht immer, unveränderlich: dass Produktdaten nie eine Anweisung sind, und die Form der Antwort.',
    en: 'Behind it always stands, unchangeable: that product data is never an instruction, and the form of the answer.',
  },
  settings: { de: 'Einstellungen', en: 'Settings' },
  model: { de: 'Anderes Modell', en: 'Another model' },
  modelHint: { de: 'Leer: das eingerichtete', en: 'Empty: the one that is set' },
  temperature: { de: 'Temperatur, 0 bis 2', en: 'Temperature, 0 to 2' },
  temperatureHint: { de: 'Leer: die des Modells', en: "Empty: the model's own" },
  maxTokens: { de: 'Höchstens Tokens je Antwort', en: 'Most tokens of an answer' },
  tone: { de: 'Ton', en: 'Tone' },
  length: { de: 'Länge', en: 'Length' },
  address: { de: 'Anrede', en: 'Address' },
  asAsked: { de: 'wie verlangt', en: 'as asked for' },
  add: { de: 'Als neue Version speichern', en: 'Save as a new version' },
  difference: { de: 'Unterschied', en: 'Difference' },
  against: { de: 'Gegenüber Version', en: 'Against version' },
  same: { de: 'Kein Unterschied.', en: 'No difference.' },
  cases: { de: 'Fälle', en: 'Cases' },
  noCases: {
    de: 'Noch kein Fall. Ein Fall ist ein Produkt oder mehrere, dazu, was verlangt wird, und wenn Sie mögen ein Text, den Sie freigeben würden.',
    en: 'No case yet. A case is a product or several, what is asked for, and if you like a text you would approve.',
  },
  newCase: { de: 'Neuer Fall', en: 'New case' },
  caseTitle: { de: 'Name', en: 'Name' },
  approved: { de: 'Freigegebener Text', en: 'Approved text' },
  approvedHint: {
    de: 'Daran wird gemessen, wie weit ein Text noch weg ist; nur bei einem einzelnen Produkt.',
    en: 'It measures how far a text is from it; for a single product only.',
  },
  addCase: { de: 'Fall speichern', en: 'Save the case' },
  remove: { de: 'Entfernen', en: 'Remove' },
  runs: { de: 'Erprobung', en: 'Trials' },
  noRuns: {
    de: 'Noch nichts erprobt. Ein Lauf schreibt jeden Fall mit einer oder zwei Versionen; nichts davon geht auf das Pult.',
    en: 'Nothing tried yet. A run writes every case with one or two versions; nothing of it goes to the desk.',
  },
  firstVersion: { de: 'Version', en: 'Version' },
  besides: { de: 'Daneben', en: 'Beside it' },
  alone: { de: 'keine', en: 'none' },
  run: { de: 'An den Fällen erproben', en: 'Try on the cases' },
  stop: { de: 'Anhalten', en: 'Stop' },
  show: { de: 'Texte zeigen', en: 'Show the texts' },
  hide: { de: 'Texte verbergen', en: 'Hide the texts' },
  checks: { de: 'Ohne Fehler und Warnung', en: 'Without error and warning' },
  distance: { de: 'Abstand zum freigegebenen Text', en: 'Distance to the approved text' },
  cost: { de: 'Kosten', en: 'Cost' },
  tokens: { de: 'Tokens', en: 'Tokens' },
  progress: { de: 'Fortschritt', en: 'Progress' },
  hints: { de: 'Was an den Entwürfen geändert wurde', en: 'What was changed in the drafts' },
  noHints: {
    de: 'Noch hat niemand etwas wiederholt gestrichen. Sobald es so ist, steht es hier als Vorschlag.',
    en: 'Nobody has taken anything out again and again yet. Once it is so it stands here as a proposal.',
  },
  toPrompt: { de: 'In die Anweisungen', en: 'Into the instructions' },
  toVoice: { de: 'In die Stimme des Shops', en: "Into the shop's voice" },
  taken: {
    de: 'Steht in den Anweisungen. Es gilt, sobald Sie speichern und die Version gelten lassen.',
    en: 'It stands in the instructions. It holds once you save and let the version hold.',
  },
  spend: { de: 'Sprachmodell in diesem Monat', en: 'Language model this month' },
  noSpendModel: {
    de: 'Es ist kein Sprachmodell eingerichtet; der eingebaute Texter kostet nichts.',
    en: 'No language model is set; the built-in writer costs nothing.',
  },
  usedModel: { de: 'Modell', en: 'Model' },
  calls: { de: 'Anfragen', en: 'Requests' },
  tokensIn: { de: 'Tokens hinein', en: 'Tokens in' },
  tokensOut: { de: 'Tokens heraus', en: 'Tokens out' },
  budget: { de: 'Monatsbudget', en: 'Monthly budget' },
  noPrices: { de: 'ohne Preise nicht bekannt', en: 'not known without prices' },
  noBudget: { de: 'keines', en: 'none' },
  currencyHint: {
    de: 'In der Währung des Anbieters. Anfragen, die noch laufen, zählen mit ihrem Höchstbetrag.',
    en: "In the provider's currency. Requests on their way count with the most they may cost.",
  },
} as const satisfies Record<string, Text>

export const VARIABLE_WORDS = {
  task: { de: 'was für ein Text', en: 'what kind of text' },
  language: { de: 'seine Sprache', en: 'its language' },
  tone: { de: 'sein Ton', en: 'its tone' },
  address: { de: 'die Anrede', en: 'how readers are addressed' },
  length: { de: 'seine Länge in Wörtern oder Zeichen', en: 'its length in words or characters' },
  count: { de: 'wie viele Fassungen', en: 'how many versions' },
  data: { de: 'die Produktdaten, als Daten eingefasst', en: 'the product data, fenced in as data' },
} as const satisfies Record<string, Text>

export const statusWords: Readonly<Record<PromptRun['status'], Text>> = {
  running: { de: 'Läuft', en: 'Running' },
  done: { de: 'Fertig', en: 'Done' },
  stopped: { de: 'Angehalten', en: 'Stopped' },
}

export const itemWords: Readonly<Record<PromptRun['items'][number]['status'], Text>> = {
  waiting: { de: 'wartet', en: 'waiting' },
  written: { de: 'geschrieben', en: 'written' },
  'stood-in': { de: 'der eingebaute Texter sprang ein', en: 'the built-in writer stood in' },
  'too-little': { de: 'zu wenig bekannt', en: 'too little known' },
  gone: { de: 'nicht mehr da', en: 'gone' },
  failed: { de: 'gescheitert', en: 'failed' },
}

export function versionText(version: number): Text {
  return { de: `Version ${version}`, en: `Version ${version}` }
}

export function trialText(candidate: number, share: number): Text {
  return { de: `Version ${candidate} auf ${share} %`, en: `version ${candidate} on ${share}%` }
}

export function basedOn(version: number): Text {
  return { de: `Ausgehend von Version ${version}`, en: `Starting from version ${version}` }
}

/** '8 von 10 (49 bis 94 %)' */
export function shareText(count: number, n: number, interval: string): Text {
  return { de: `${count} von ${n} (${interval})`, en: `${count} of ${n} (${interval})` }
}

export function casesText(count: number): Text {
  if (count === 1) return { de: '1 Fall', en: '1 case' }
  return { de: `${count} Fälle`, en: `${count} cases` }
}

/** What people take out, as a line for the instructions. */
export function avoidLine(word: string, instead: string | null): Text {
  return instead === null
    ? { de: `- Schreibe nicht „${word}“.`, en: `- Do not write "${word}".` }
    : { de: `- Schreibe nicht „${word}“, sondern „${instead}“.`, en: `- Write "${instead}" and not "${word}".` }
}
