import type { Text } from '../../../core/lang.ts'

export const words = {
  title: { de: 'Protokoll', en: 'Audit log' },
  about: {
    de: 'Wer was wann getan hat. Einträge kommen hinzu und werden nie geändert; jeder ist durch eine Prüfsumme an den vorigen gebunden.',
    en: 'Who did what and when. Entries are added and never changed; each is bound to the one before by a checksum.',
  },
  number: { de: 'Nr.', en: 'No.' },
  when: { de: 'Wann', en: 'When' },
  who: { de: 'Wer', en: 'Who' },
  what: { de: 'Was', en: 'What' },
  subject: { de: 'Woran', en: 'Subject' },
  details: { de: 'Einzelheiten', en: 'Details' },
  hash: { de: 'Prüfsumme', en: 'Checksum' },
  from: { de: 'von', en: 'from' },
  to: { de: 'bis', en: 'to' },
  anybody: { de: 'Wer: alle', en: 'Who: anyone' },
  anything: { de: 'Was: alles', en: 'What: anything' },
  clear: { de: 'Filter aufheben', en: 'Clear filters' },
  subjectHint: { de: 'Woran, genau', en: 'Exact subject' },
  export: { de: 'Ganzes Protokoll (JSON Lines)', en: 'Whole log (JSON Lines)' },
  verify: { de: 'Kette prüfen', en: 'Verify the chain' },
  verifying: { de: 'Die Kette wird nachgerechnet', en: 'The chain is being reckoned again' },
  empty: { de: 'Nichts im Protokoll', en: 'Nothing in the log' },
  emptyHint: {
    de: 'Hier steht jede Entscheidung, jede Wirkung und jede Änderung an Rechten, sobald es sie gibt.',
    en: 'Every decision, every effect and every change of rights will stand here once there is one.',
  },
  nothingFound: { de: 'Nichts passt zu diesen Filtern', en: 'Nothing matches these filters' },
} satisfies Record<string, Text>

export const whole = (entries: string): Text => ({
  de: `Unversehrt: ${entries} Einträge nachgerechnet`,
  en: `Intact: ${entries} entries reckoned again`,
})

export const broken = (number: string): Text => ({
  de: `Eintrag ${number} ist nicht, wie er geschrieben wurde, oder sein Vorgänger fehlt. Sichern Sie die Datenbank und suchen Sie, wer Zugriff hatte.`,
  en: `Entry ${number} is not as it was written, or the one before it is missing. Back up the database and find out who had access.`,
})

/** Whoever is no person and has no name of their own. */
export const MACHINES: Readonly<Record<string, Text>> = {
  system: { de: 'Dirigent', en: 'Dirigent' },
  autonomy: { de: 'Autonomie', en: 'Autonomy' },
  cli: { de: 'Kommandozeile', en: 'Command line' },
}

/** Kinds of what is done, as they begin an action's name. */
export const KINDS: Readonly<Record<string, Text>> = {
  proposal: { de: 'Vorschläge', en: 'Proposals' },
  owner: { de: 'Inhaberkonto', en: 'Owner account' },
  autonomy: { de: 'Autonomie', en: 'Autonomy' },
  stop: { de: 'Halt', en: 'Stop' },
  skill: { de: 'Fähigkeiten', en: 'Skills' },
  task: { de: 'Aufgaben', en: 'Tasks' },
  session: { de: 'Anmeldungen', en: 'Sign-ins' },
  person: { de: 'Team', en: 'Team' },
  key: { de: 'API-Schlüssel', en: 'API keys' },
  customer: { de: 'Kundschaft', en: 'Customers' },
  source: { de: 'Quellen', en: 'Sources' },
  webhook: { de: 'Webhooks', en: 'Webhooks' },
  audit: { de: 'Protokoll', en: 'Audit log' },
  audience: { de: 'Zielgruppen', en: 'Audiences' },
  invitation: { de: 'Einladungen', en: 'Invitations' },
  settings: { de: 'Einstellungen', en: 'Settings' },
  retention: { de: 'Aufbewahrung', en: 'Retention' },
  shop: { de: 'Shop', en: 'Shop' },
}

/** The usual verbs; what is not here is shown as it is stored. */
export const VERBS: Readonly<Record<string, Text>> = {
  proposed: { de: 'vorgeschlagen', en: 'proposed' },
  'link-made': { de: 'Link gemacht', en: 'link made' },
  approved: { de: 'freigegeben', en: 'approved' },
  seconded: { de: 'als Erste freigegeben', en: 'approved first' },
  edited: { de: 'geändert', en: 'edited' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  reopened: { de: 'wieder geöffnet', en: 'reopened' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
  expired: { de: 'abgelaufen', en: 'expired' },
  applied: { de: 'ausgeführt', en: 'applied' },
  failed: { de: 'fehlgeschlagen', en: 'failed' },
  undone: { de: 'zurückgenommen', en: 'undone' },
  commented: { de: 'kommentiert', en: 'commented' },
  assigned: { de: 'zugewiesen', en: 'assigned' },
  changed: { de: 'geändert', en: 'changed' },
  pressed: { de: 'alles angehalten', en: 'everything stopped' },
  released: { de: 'Halt aufgehoben', en: 'stop released' },
  asked: { de: 'auf Anfrage vorbereitet', en: 'asked to prepare' },
  superseded: { de: 'abgelöst', en: 'replaced' },
  held: { de: 'angehalten', en: 'held' },
  newer: { de: 'neuerer Entwurf kam', en: 'newer draft came' },
  'taken-over': { de: 'neueren Entwurf genommen', en: 'newer draft taken' },
  'undo-asked': { de: 'Rücknahme verlangt', en: 'asked to undo' },
  'undo-failed': { de: 'Rücknahme fehlgeschlagen', en: 'undoing failed' },
  began: { de: 'begonnen', en: 'began' },
  ended: { de: 'beendet', en: 'ended' },
  'others-ended': { de: 'alle anderen beendet', en: 'all others ended' },
  refused: { de: 'abgewiesen', en: 'refused' },
  created: { de: 'angelegt', en: 'created' },
  added: { de: 'angelegt', en: 'added' },
  made: { de: 'angelegt', en: 'made' },
  removed: { de: 'entfernt', en: 'removed' },
  closed: { de: 'geschlossen', en: 'closed' },
  revoked: { de: 'widerrufen', en: 'revoked' },
  erased: { de: 'gelöscht', en: 'erased' },
  exported: { de: 'ausgegeben', en: 'exported' },
  readmitted: { de: 'wieder zugelassen', en: 'readmitted' },
  joined: { de: 'hinzugekommen', en: 'joined' },
  disabled: { de: 'gesperrt', en: 'disabled' },
  enabled: { de: 'entsperrt', en: 'enabled' },
  'role-changed': { de: 'Rolle geändert', en: 'role changed' },
  'profile-changed': { de: 'Profil geändert', en: 'profile changed' },
  'password-changed': { de: 'Passwort geändert', en: 'password changed' },
  'password-reset': { de: 'Passwort neu gesetzt', en: 'password reset' },
  'passkey-added': { de: 'Passkey hinzugefügt', en: 'passkey added' },
  'passkey-removed': { de: 'Passkey entfernt', en: 'passkey removed' },
  'totp-added': { de: 'Authenticator hinzugefügt', en: 'authenticator added' },
  'totp-removed': { de: 'Authenticator entfernt', en: 'authenticator removed' },
  'codes-renewed': { de: 'Notfallcodes erneuert', en: 'recovery codes renewed' },
}

/** What stands in an entry beside kind and verb. */
export const DETAILS: Readonly<Record<string, Text>> = {
  by: { de: 'durch', en: 'by' },
  byItself: { de: 'von selbst', en: 'by itself' },
  changed: { de: 'geändert', en: 'changed' },
  contentHash: { de: 'Prüfsumme', en: 'checksum' },
  errors: { de: 'Fehler', en: 'errors' },
  finding: { de: 'Befund', en: 'finding' },
  level: { de: 'Stufe', en: 'level' },
  proposal: { de: 'Vorschlag', en: 'proposal' },
  reason: { de: 'Grund', en: 'reason' },
  role: { de: 'Rolle', en: 'role' },
  skill: { de: 'Fähigkeit', en: 'skill' },
  way: { de: 'Weg', en: 'way' },
}

export const VALUES: Readonly<Record<string, Text>> = {
  true: { de: 'ja', en: 'yes' },
  false: { de: 'nein', en: 'no' },
  system: { de: 'Dirigent', en: 'Dirigent' },
}
