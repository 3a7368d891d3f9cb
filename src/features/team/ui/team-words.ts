/** Words of the page Team. */
import type { Text } from '../../../core/lang.ts'

export const words = {
  title: { de: 'Team', en: 'Team' },
  about: {
    de: 'Wer hier arbeitet, und was jede Rolle sehen und entscheiden darf.',
    en: 'Who works here, and what each role may see and decide.',
  },
  people: { de: 'Personen', en: 'People' },
  name: { de: 'Name', en: 'Name' },
  email: { de: 'Mailadresse', en: 'Mail address' },
  role: { de: 'Rolle', en: 'Role' },
  state: { de: 'Zustand', en: 'State' },
  active: { de: 'aktiv', en: 'active' },
  disabled: { de: 'gesperrt', en: 'disabled' },
  neverSeen: { de: 'noch nie angemeldet', en: 'never signed in' },
  seen: { de: 'Zuletzt angemeldet', en: 'Last signed in' },
  factor: { de: 'Zweiter Faktor', en: 'Second factor' },
  yes: { de: 'ja', en: 'yes' },
  no: { de: 'nein', en: 'no' },

  invite: { de: 'Einladen', en: 'Invite' },
  inviteTitle: { de: 'Jemanden einladen', en: 'Invite somebody' },
  inviteAbout: {
    de: 'Die Einladung gilt sieben Tage und einmal. Sie bekommen den Link auf jeden Fall selbst zu sehen.',
    en: 'The invitation works for seven days and once. You see the link yourself in any case.',
  },
  inviteLanguage: { de: 'Sprache der Mail', en: 'Language of the mail' },
  isHere: {
    de: 'Mit dieser Mailadresse ist schon jemand im Team.',
    en: 'Somebody with this mail address is in the team already.',
  },
  invitations: { de: 'Offene Einladungen', en: 'Open invitations' },
  until: { de: 'gilt bis', en: 'works until' },
  withdraw: { de: 'Zurückziehen', en: 'Take back' },
  withdrawOf: (email: string): Text => ({
    de: `Einladung an ${email} zurückziehen`,
    en: `Take back the invitation to ${email}`,
  }),
  withdrawn: { de: 'Die Einladung gilt nicht mehr.', en: 'The invitation does not work any more.' },

  linkTitle: { de: 'Link zum Weitergeben', en: 'A link to hand over' },
  linkMailed: {
    de: 'Er ist per Mail unterwegs. Hier steht er noch einmal, falls sie nicht ankommt.',
    en: 'It is on its way by mail. Here it is once more, in case the mail does not arrive.',
  },
  linkNotMailed: {
    de: 'Er wurde nicht verschickt: Geben Sie ihn auf einem Weg weiter, auf dem nur diese Person ihn sieht.',
    en: 'It was not mailed: hand it over in a way that only this person sees it.',
  },
  linkOnce: {
    de: 'Wer ihn hat, kommt hinein. Er gilt einmal und wird nur jetzt gezeigt.',
    en: 'Whoever has it gets in. It works once and is shown only now.',
  },
  link: { de: 'Link', en: 'Link' },

  self: {
    de: 'Das sind Sie. Ihre eigene Rolle ändert jemand anderes, der das Team verwaltet.',
    en: 'This is you. Your own role is changed by somebody else who manages the team.',
  },
  saveRole: { de: 'Rolle ändern', en: 'Change the role' },
  roleAbout: {
    de: 'Die Person wird dabei überall abgemeldet und meldet sich mit der neuen Rolle wieder an.',
    en: 'The person is signed out everywhere and signs in again with the new role.',
  },
  roleChanged: { de: 'Die neue Rolle gilt.', en: 'The new role holds.' },
  lastOwner: {
    de: 'Das ist die einzige Person, die das Team verwalten kann. Geben Sie zuerst jemand anderem diese Rolle.',
    en: 'This is the only person who can manage the team. Give somebody else this role first.',
  },
  backIn: { de: 'Wieder hineinhelfen', en: 'Help back in' },
  backInAbout: {
    de: 'Für ein vergessenes Passwort oder ein verlorenes Telefon: Der Link setzt ein neues Passwort und entfernt die Authenticator-App. Vergewissern Sie sich, dass wirklich diese Person fragt.',
    en: 'For a forgotten password or a lost phone: the link sets a new password and removes the authenticator app. Make sure that it is really this person who asks.',
  },
  makeLink: { de: 'Link erzeugen', en: 'Make a link' },
  leave: { de: 'Sperren oder entfernen', en: 'Disable or remove' },
  disable: { de: 'Sperren', en: 'Disable' },
  disableAbout: {
    de: 'Die Person kommt sofort nicht mehr hinein, ihre Schlüssel gelten nicht mehr. Name und Entscheidungen bleiben, und sie lässt sich wieder zulassen.',
    en: 'The person cannot get in any more at once, their keys stop working. Name and decisions stay, and they can be let in again.',
  },
  enable: { de: 'Wieder zulassen', en: 'Let in again' },
  enableAbout: {
    de: 'Die Person kann sich wieder anmelden, mit der Rolle von vorher.',
    en: 'The person can sign in again, with the role they had.',
  },
  remove: { de: 'Entfernen', en: 'Remove' },
  removeTitle: (name: string): Text => ({ de: `${name} endgültig entfernen?`, en: `Remove ${name} for good?` }),
  removeAbout: {
    de: 'Name und Mailadresse werden vergessen. Was diese Person entschieden hat, bleibt und steht dann bei „Ehemalige Person“. Das lässt sich nicht zurücknehmen.',
    en: 'Name and mail address are forgotten. What this person decided stays, by “Former person” then. This cannot be taken back.',
  },
  removed: { de: 'Entfernt.', en: 'Removed.' },
  close: { de: 'Schließen', en: 'Close' },

  roles: { de: 'Rollen', en: 'Roles' },
  rolesAbout: {
    de: 'Diese Tabelle ist die, nach der die Werkbank entscheidet.',
    en: 'This table is the one the workbench decides by.',
  },
  theRight: { de: 'Das Recht, …', en: 'The right to …' },

  keys: { de: 'API-Schlüssel', en: 'API keys' },
  keysAbout: {
    de: 'Für Programme. Ein Schlüssel darf nie mehr als die Person, die ihn angelegt hat.',
    en: 'For programs. A key may never do more than the person who made it.',
  },
  keysNone: { de: 'Noch kein Schlüssel.', en: 'No key yet.' },
  newKey: { de: 'Schlüssel anlegen', en: 'Make a key' },
  keyName: { de: 'Wofür er ist', en: 'What it is for' },
  keyDays: { de: 'Gilt', en: 'Works for' },
  days: (days: number): Text => ({ de: `${days} Tage`, en: `${days} days` }),
  scopes: { de: 'Er hat das Recht, …', en: 'It has the right to …' },
  keySecret: { de: 'Schlüssel', en: 'Key' },
  keyOnce: {
    de: 'Bewahren Sie ihn jetzt auf: Er wird nur dieses eine Mal gezeigt.',
    en: 'Keep it now: it is shown only this once.',
  },
  keyUsed: { de: 'zuletzt benutzt', en: 'last used' },
  keyUnused: { de: 'noch nie benutzt', en: 'never used' },
  keyOver: { de: 'abgelaufen', en: 'run out' },
  revoke: { de: 'Widerrufen', en: 'Revoke' },
  revokeOf: (name: string): Text => ({ de: `Schlüssel ${name} widerrufen`, en: `Revoke the key ${name}` }),
  revokeAbout: {
    de: 'Was ihn benutzt, kommt sofort nicht mehr hinein. Das lässt sich nicht zurücknehmen.',
    en: 'Whatever uses it cannot get in any more at once. This cannot be taken back.',
  },
  copy: { de: 'Kopieren', en: 'Copy' },
  copied: { de: 'Kopiert', en: 'Copied' },
  done: { de: 'Fertig', en: 'Done' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>
