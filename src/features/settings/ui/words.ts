import type { Text } from '../../../core/lang.ts'
import type { SaidName, Settings } from '../schema.ts'

export const words = {
  title: { de: 'Einstellungen', en: 'Settings' },
  about: {
    de: 'Was sich hier ändern lässt, und alles andere mit der Stelle, an der es gesetzt ist.',
    en: 'What can be changed here, and everything else with the place where it is set.',
  },
  shop: { de: 'Shop und Bericht', en: 'Shop and report' },
  save: { de: 'Speichern', en: 'Save' },
  saved: { de: 'Gespeichert. Es gilt ab sofort.', en: 'Saved. It holds from now on.' },
  reset: { de: 'Zurücksetzen', en: 'Reset' },
  locked: (env: string): Text => ({
    de: `Außerhalb gesetzt (${env} oder dirigent.config.json); dort ändern und neu starten.`,
    en: `Set outside (${env} or dirigent.config.json); change it there and start again.`,
  }),
  fromShop: {
    de: 'Vom Import übernommen, solange hier nichts steht.',
    en: 'Taken from the import as long as nothing stands here.',
  },
  notAllowed: { de: 'Ändern kann, wer das Recht dazu hat.', en: 'Whoever has the right can change this.' },
  readersAbout: { de: 'Eine Adresse je Zeile', en: 'One address a line' },
  noMail: {
    de: 'Noch kommt keine E-Mail an: DIRIGENT_SMTP_URL und DIRIGENT_MAIL_FROM fehlen.',
    en: 'No mail arrives yet: DIRIGENT_SMTP_URL and DIRIGENT_MAIL_FROM are missing.',
  },
  currency: { de: 'Währung', en: 'Currency' },
  tax: { de: 'Enthaltene Umsatzsteuer', en: 'VAT contained' },
  timeZone: { de: 'Zeitzone', en: 'Time zone' },
  holidays: { de: 'Feiertage', en: 'Holidays' },
  minutes: { de: 'Zeit von Hand', en: 'Time by hand' },
  minutesAbout: {
    de: 'So viele Minuten braucht ein Mensch für ein Stück. Daraus wird die gesparte Zeit gerechnet.',
    en: 'How many minutes a person needs for one piece. The time saved is reckoned from it.',
  },
  minutesOf: (skill: string): Text => ({ de: `Minuten: ${skill}`, en: `Minutes: ${skill}` }),
  usual: (minutes: string): Text => ({ de: `üblich: ${minutes}`, en: `usual: ${minutes}` }),
  retention: { de: 'Aufbewahrung', en: 'Retention' },
  retentionAbout: {
    de: 'Tage, nach denen etwas nachts entfernt wird. Leer: für immer. Bestellungen und das Protokoll bleiben für immer.',
    en: 'Days after which something is removed by night. Empty: for ever. Orders and the audit log are kept for ever.',
  },
  days: { de: 'Tage', en: 'days' },
  all: { de: 'Alle Einstellungen', en: 'All settings' },
  allAbout: {
    de: 'Wie sie gelten; Geheimes ist verdeckt. Geändert werden sie in der Umgebung oder in dirigent.config.json, danach neu starten.',
    en: 'As they hold; secrets are masked. They are changed in the environment or in dirigent.config.json; start again afterwards.',
  },
  name: { de: 'Name', en: 'Name' },
  value: { de: 'Wert', en: 'Value' },
  origin: { de: 'Gesetzt', en: 'Set' },
  env: { de: 'Umgebungsvariable', en: 'Environment variable' },
  meaning: { de: 'Bedeutung (englisch)', en: 'Meaning' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>

export const saidWords: Readonly<Record<SaidName, Text>> = {
  shopName: { de: 'Name des Shops', en: 'Name of the shop' },
  reportTo: { de: 'Morgenbericht per E-Mail an', en: 'Morning report by mail to' },
  language: { de: 'Sprache von Bericht und E-Mail', en: 'Language of report and mail' },
  nightAt: { de: 'Beginn der Nachtschicht', en: 'Beginning of the night shift' },
}

export const originWords: Readonly<Record<Settings['effective'][number]['origin'], Text>> = {
  line: { de: 'Befehlszeile', en: 'command line' },
  environment: { de: 'Umgebung', en: 'environment' },
  file: { de: 'dirigent.config.json', en: 'dirigent.config.json' },
  workbench: { de: 'hier', en: 'here' },
  shop: { de: 'Import', en: 'import' },
  default: { de: 'Voreinstellung', en: 'default' },
}

export const LANGUAGE_NAMES = { de: 'Deutsch', en: 'English' } as const

export const retentionWords: Readonly<Record<string, Text>> = {
  visits: { de: 'Besuche und was daraus berechnet ist', en: 'Visits and what is computed from them' },
  addresses: { de: 'Gekürzte Netzadressen und Browserkennungen', en: 'Cut network addresses and names of browsers' },
  'dead-letters': { de: 'Abgewiesene Ereignisse (höchstens 30)', en: 'Refused events (at most 30)' },
  profiles: { de: 'Angaben von Menschen ohne Bestellung', en: 'What people said who never ordered' },
  rejections: { de: 'Abgewiesene Zeilen von Importen', en: 'Rejected rows of imports' },
  nights: { de: 'Berichte und Nachtschichten', en: 'Reports and night shifts' },
  exports: { de: 'Dateien mit Auskünften', en: 'Files with disclosures' },
}
