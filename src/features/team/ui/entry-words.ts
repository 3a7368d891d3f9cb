/** Words of the pages before signing in. */
import type { Text } from '../../../core/lang.ts'

export const words = {
  signIn: { de: 'Anmelden', en: 'Sign in' },
  email: { de: 'Mailadresse', en: 'Mail address' },
  password: { de: 'Passwort', en: 'Password' },
  showPassword: { de: 'Passwort zeigen oder verbergen', en: 'Show or hide the password' },
  withPasskey: { de: 'Mit Passkey anmelden', en: 'Sign in with a passkey' },
  or: { de: 'oder', en: 'or' },
  code: { de: 'Code aus der App', en: 'Code from the app' },
  codeAbout: {
    de: 'Ihr Konto hat einen zweiten Faktor. Geben Sie die sechs Ziffern ein, die Ihre Authenticator-App gerade zeigt, oder einen Ihrer Wiederherstellungscodes.',
    en: 'Your account has a second factor. Type the six digits that your authenticator app shows at the moment, or one of your recovery codes.',
  },
  goOn: { de: 'Weiter', en: 'Continue' },
  back: { de: 'Zurück', en: 'Back' },
  wrong: {
    de: 'Mailadresse oder Passwort stimmt nicht. Achten Sie auf Groß- und Kleinschreibung im Passwort.',
    en: 'Mail address or password is not right. Mind upper and lower case in the password.',
  },
  wrongCode: {
    de: 'Dieser Code gilt nicht oder nicht mehr. Nehmen Sie den nächsten, den die App zeigt.',
    en: 'This code does not hold, or not any more. Take the next one that the app shows.',
  },
  wrongPasskey: {
    de: 'Dieser Passkey ist hier nicht bekannt, oder es hat zu lange gedauert. Versuchen Sie es noch einmal oder nehmen Sie Ihr Passwort.',
    en: 'This passkey is not known here, or it took too long. Try again, or use your password.',
  },
  tooOften: (seconds: number | null): Text => ({
    de: `Zu viele Versuche. ${seconds === null ? 'Warten Sie ein paar Minuten.' : `Versuchen Sie es in ${inUnits(seconds, 'Sekunden', 'Minuten')} wieder.`}`,
    en: `Too many attempts. ${seconds === null ? 'Wait a few minutes.' : `Try again in ${inUnits(seconds, 'seconds', 'minutes')}.`}`,
  }),
  forgot: { de: 'Passwort vergessen?', en: 'Forgot your password?' },
  forgotTitle: { de: 'Neues Passwort', en: 'A new password' },
  forgotAbout: {
    de: 'Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort setzen. Er gilt einen Tag und einmal.',
    en: 'We send you a link with which you set a new password. It works for a day and once.',
  },
  forgotNoMail: {
    de: 'Diese Werkbank verschickt keine Mails. Bitten Sie jemanden, der das Team verwaltet, um einen Link; auf dem Rechner selbst hilft: dirigent team link',
    en: 'This workbench sends no mail. Ask somebody who manages the team for a link; on the machine itself, run: dirigent team link',
  },
  send: { de: 'Link schicken', en: 'Send the link' },
  sent: {
    de: 'Wenn es zu dieser Adresse ein Konto gibt, ist ein Link unterwegs. Sehen Sie auch im Spam-Ordner nach.',
    en: 'If there is an account with this address, a link is on its way. Look in the spam folder as well.',
  },
  toSignIn: { de: 'Zur Anmeldung', en: 'To the sign-in' },
  needsOwner: {
    de: 'Noch kann sich niemand anmelden. Wo dirigent start läuft, steht ein Link, mit dem die erste Person Inhaberin oder Inhaber wird. Ein neuer kommt mit: dirigent team link',
    en: 'Nobody can sign in yet. Where dirigent start runs there is a link with which the first person becomes the owner. For a new one, run: dirigent team link',
  },
  language: { de: 'Sprache', en: 'Language' },
  ownerTitle: { de: 'Willkommen bei Dirigent', en: 'Welcome to Dirigent' },
  ownerAbout: {
    de: 'Sie sind die erste Person hier und werden Inhaberin oder Inhaber: Sie laden später andere ein und geben ihnen Rollen.',
    en: 'You are the first person here and become the owner: later you invite others and give them roles.',
  },
  invitationTitle: { de: 'Sie sind eingeladen', en: 'You are invited' },
  invitationAbout: (email: string, role: Text): Text => ({
    de: `Konto für ${email}, Rolle: ${role.de}.`,
    en: `Account for ${email}, role: ${role.en}.`,
  }),
  resetTitle: { de: 'Neues Passwort setzen', en: 'Set a new password' },
  resetAbout: (name: string): Text => ({
    de: `Für ${name}. Alle anderen Sitzungen enden dabei.`,
    en: `For ${name}. All other sessions end with it.`,
  }),
  name: { de: 'Ihr Name', en: 'Your name' },
  nameAbout: { de: 'So sehen die anderen, was von Ihnen kommt.', en: 'So the others see what comes from you.' },
  newPassword: { de: 'Passwort', en: 'Password' },
  passwordAbout: {
    de: 'Mindestens zwölf Zeichen. Am leichtesten merken sich mehrere Wörter, die nichts miteinander zu tun haben.',
    en: 'At least twelve characters. Several words that have nothing to do with each other are easiest to remember.',
  },
  tooShort: {
    de: 'Das sind noch keine zwölf Zeichen.',
    en: 'This is not twelve characters yet.',
  },
  begin: { de: 'Konto anlegen', en: 'Make the account' },
  save: { de: 'Passwort setzen', en: 'Set the password' },
  void: { de: 'Dieser Link gilt nicht mehr', en: 'This link does not work any more' },
  voidAbout: {
    de: 'Er wurde benutzt, durch einen neueren ersetzt oder ist zu alt. Bitten Sie die Person, von der er kam, um einen neuen.',
    en: 'It was used, replaced by a newer one, or is too old. Ask the person it came from for a new one.',
  },
  taken: {
    de: 'Zu dieser Mailadresse gibt es schon ein Konto, oder jemand war schneller. Melden Sie sich an.',
    en: 'There is an account with this mail address already, or somebody was quicker. Sign in.',
  },
} satisfies Record<string, Text | ((...given: never[]) => Text)>

function inUnits(seconds: number, small: string, large: string): string {
  return seconds < 90 ? `${seconds} ${small}` : `${Math.ceil(seconds / 60)} ${large}`
}
