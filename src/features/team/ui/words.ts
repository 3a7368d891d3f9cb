/** Words of the pages Account and Team. */
import type { Text } from '../../../core/lang.ts'

export const words = {
  proofTitle: { de: 'Sind Sie es?', en: 'Is it you?' },
  proofAbout: {
    de: 'Bevor sich daran etwas ändert, zeigen Sie bitte noch einmal, dass Sie es sind. Das gilt dann zehn Minuten.',
    en: 'Before this is changed, please show once more that it is you. That then holds for ten minutes.',
  },
  proofAction: { de: 'Bestätigen', en: 'Confirm' },
  proofPasskey: { de: 'Mit Passkey bestätigen', en: 'Confirm with a passkey' },
  proofWrong: { de: 'Das Passwort stimmt nicht.', en: 'The password is not right.' },
  cancel: { de: 'Abbrechen', en: 'Cancel' },
  save: { de: 'Speichern', en: 'Save' },
  saved: { de: 'Gespeichert.', en: 'Saved.' },
  copy: { de: 'Kopieren', en: 'Copy' },
  copied: { de: 'Kopiert', en: 'Copied' },
  done: { de: 'Fertig', en: 'Done' },

  account: { de: 'Konto', en: 'Account' },
  accountAbout: (email: string, role: Text): Text => ({ de: `${email} · ${role.de}`, en: `${email} · ${role.en}` }),
  you: { de: 'Sie', en: 'You' },
  name: { de: 'Name', en: 'Name' },
  language: { de: 'Sprache', en: 'Language' },
  theme: { de: 'Farben', en: 'Colours' },
  themeSystem: { de: 'wie das Gerät', en: 'as the device' },
  themeLight: { de: 'hell', en: 'light' },
  themeDark: { de: 'dunkel', en: 'dark' },

  password: { de: 'Passwort', en: 'Password' },
  passwordAbout: {
    de: 'Ein neues Passwort beendet alle Ihre anderen Sitzungen.',
    en: 'A new password ends all your other sessions.',
  },
  passwordNone: { de: 'Sie haben noch kein Passwort.', en: 'You have no password yet.' },
  changePassword: { de: 'Passwort ändern', en: 'Change the password' },
  passwordChanged: {
    de: 'Das neue Passwort gilt. Ihre anderen Sitzungen sind beendet.',
    en: 'The new password holds. Your other sessions have ended.',
  },

  passkeys: { de: 'Passkeys', en: 'Passkeys' },
  passkeysAbout: {
    de: 'Anmelden mit Finger, Gesicht oder PIN des Geräts: ohne Passwort, und nicht abzufangen.',
    en: 'Sign in with the finger, face or PIN of your device: without a password, and nothing to intercept.',
  },
  passkeysNone: { de: 'Noch kein Passkey.', en: 'No passkey yet.' },
  passkeysNotHere: {
    de: 'Browser kennen Passkeys nur für Namen, nicht für Zahlen: Öffnen Sie die Werkbank als http://localhost statt 127.0.0.1, oder unter ihrer öffentlichen Adresse.',
    en: 'Browsers know passkeys for names only, not for numbers: open the workbench as http://localhost instead of 127.0.0.1, or under its public address.',
  },
  addPasskey: { de: 'Passkey hinzufügen', en: 'Add a passkey' },
  passkeyLabel: { de: 'Name des Passkeys', en: 'Name of the passkey' },
  passkeyLabelAbout: {
    de: 'Woran Sie ihn wiedererkennen, zum Beispiel das Gerät.',
    en: 'By which you know it again, for example the device.',
  },
  passkeyAdded: { de: 'Der Passkey gilt ab sofort.', en: 'The passkey holds from now on.' },
  passkeyNotMade: {
    de: 'Es wurde kein Passkey angelegt. Vielleicht gibt es auf diesem Gerät schon einen.',
    en: 'No passkey was made. There may be one on this device already.',
  },
  synced: { de: 'auf mehreren Geräten', en: 'on several devices' },
  forHost: (host: string): Text => ({ de: `für ${host}`, en: `for ${host}` }),
  remove: { de: 'Entfernen', en: 'Remove' },
  removePasskey: (label: string): Text => ({ de: `Passkey ${label} entfernen`, en: `Remove the passkey ${label}` }),
  removePasskeyAbout: {
    de: 'Danach können Sie sich mit ihm nicht mehr anmelden. Auf dem Gerät selbst bleibt er stehen, bis Sie ihn dort löschen.',
    en: 'Afterwards you cannot sign in with it any more. On the device itself it stays until you delete it there.',
  },

  totp: { de: 'Zweiter Faktor', en: 'Second factor' },
  totpAbout: {
    de: 'Nach dem Passwort wird ein Code aus einer Authenticator-App verlangt. Passkeys brauchen ihn nicht.',
    en: 'After the password a code from an authenticator app is asked for. Passkeys do not need it.',
  },
  totpOff: { de: 'nicht eingerichtet', en: 'not set up' },
  totpOn: { de: 'eingerichtet', en: 'set up' },
  addTotp: { de: 'App einrichten', en: 'Set up an app' },
  removeTotp: { de: 'Zweiten Faktor entfernen', en: 'Remove the second factor' },
  removeTotpAbout: {
    de: 'Danach genügt Ihr Passwort. Die Wiederherstellungscodes gelten nicht mehr.',
    en: 'Afterwards your password is enough. The recovery codes do not hold any more.',
  },
  scan: {
    de: 'Lesen Sie das Bild mit der App ein, oder tippen Sie den Schlüssel ab. Geben Sie dann die sechs Ziffern ein, die sie zeigt.',
    en: 'Scan the picture with the app, or type the key. Then enter the six digits it shows.',
  },
  qr: { de: 'QR-Code mit dem Schlüssel', en: 'QR code with the key' },
  key: { de: 'Schlüssel', en: 'Key' },
  code: { de: 'Sechs Ziffern', en: 'Six digits' },
  codeWrong: {
    de: 'Das ist nicht der Code dieses Augenblicks. Geht die Uhr des Telefons richtig?',
    en: 'This is not the code of the moment. Is the clock of the phone right?',
  },
  activate: { de: 'Einschalten', en: 'Switch on' },
  recovery: { de: 'Wiederherstellungscodes', en: 'Recovery codes' },
  recoveryLeft: (left: number): Text => ({
    de: left === 1 ? 'Ein Wiederherstellungscode ist übrig.' : `${left} Wiederherstellungscodes sind übrig.`,
    en: left === 1 ? 'One recovery code is left.' : `${left} recovery codes are left.`,
  }),
  recoveryAbout: {
    de: 'Bewahren Sie diese Codes dort auf, wo nur Sie hinkommen. Jeder ersetzt einmal die App, wenn das Telefon fehlt. Sie werden nur jetzt gezeigt.',
    en: 'Keep these codes where only you get to. Each stands in for the app once, when the phone is missing. They are shown only now.',
  },
  renewRecovery: { de: 'Neue Codes', en: 'New codes' },
  kept: { de: 'Ich habe sie aufbewahrt', en: 'I have kept them' },

  sessions: { de: 'Wo Sie angemeldet sind', en: 'Where you are signed in' },
  sessionsAbout: {
    de: 'Kommt Ihnen eine Sitzung fremd vor, beenden Sie sie und ändern Sie Ihr Passwort.',
    en: 'If a session looks strange to you, end it and change your password.',
  },
  unknownDevice: { de: 'unbekannter Browser', en: 'unknown browser' },
  thisSession: { de: 'diese Sitzung', en: 'this session' },
  lastSeen: { de: 'zuletzt', en: 'last' },
  network: (network: string): Text => ({ de: `aus dem Netz ${network}`, en: `from the network ${network}` }),
  end: { de: 'Beenden', en: 'End' },
  endSession: (device: string): Text => ({ de: `Sitzung beenden: ${device}`, en: `End the session: ${device}` }),
  endOthers: { de: 'Alle anderen beenden', en: 'End all others' },
  othersEnded: { de: 'Alle anderen Sitzungen sind beendet.', en: 'All other sessions have ended.' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>
