/** Which German words are adjectives, so that a value of a product's data can be put before a noun or after 'ist'. */

const KNOWN = new Set(
  `alt blau braun breit bunt dehnbar dicht dick dünn dunkel echt edel eckig elastisch eng fein fest flach flexibel frisch gelb glatt golden
  grau groß grün gut hart hell hoch höhenverstellbar hohl jung kalt klar klein kompakt kurz lang leicht leise locker luftig matt mild mobil modern
  natur neu nahtlos oval offen rau rein robust roh rot rund satt sanft scharf schlank schlicht schmal schnell schwarz schwer silbern
  smart sportlich stabil stark steif stumpf süß tief trocken vegan vegetarisch voll warm weich weiß weit winddicht zart transparent
  universal universell kabellos schnurlos digital analog tragbar faltbar waschbar stapelbar unisex uni mehrfarbig einfarbig zweifarbig
  asymmetrisch symmetrisch quadratisch rechteckig metallic naturbelassen mittelgroß mittelhoch knielang bodenlang langarm kurzarm
  glutenfrei laktosefrei alkoholfrei zuckerfrei bio fair blickdicht dimmbar spülmaschinengeeignet spülmaschinenfest
  mikrowellengeeignet backofenfest maschinenwaschbar bügelfrei knitterfrei rutschfest stoßfest kratzfest hitzebeständig`.split(
    /\s+/,
  ),
)
/** Words that look like adjectives by their ending and are none. */
const NOT = new Set(['mit', 'nicht', 'seit', 'damit', 'somit', 'ständig', 'nötig', 'gerät', 'gelegentlich'])
const ENDINGS =
  /.{2}(?:bar|ig|lich|isch|los|frei|arm|fest|dicht|aktiv|sam|haft|weich|leicht|förmig|fähig|sicher|abweisend|hemmend|geeignet|beständig|reich|schonend|spendend|farben|farbig|verstellbar|elastisch|ell|iert|biert)$/
const PARTICIPLE =
  /^(?:[a-zäöüß]{2,}(?<!\bge))?ge[a-zäöüß]{2,}(?:t|en)$|^(?:be|ver|zer|ent|er)[a-zäöüß]{3,}t$|^recycelt$/

/** Words that stand before a noun unchanged: 'ein rosa Kleid'. */
const INVARIABLE =
  /(?:^|[a-zäöü])(?:rosa|lila|orange|beige|pink|creme|khaki|oliv|petrol|mint|bordeaux|türkis|cognac|anthrazit|camel|taupe|ecru|indigo|magenta|apricot|uni|unisex|prima|extra|super|langarm|kurzarm|bio)$/

/** Whether a word takes no endings. */
export function isInvariable(word: string): boolean {
  return INVARIABLE.test(word)
}

/** Whether a word, as a dictionary has it (small letters, no ending), is an adjective: 'wasserdicht', 'recycelt', '100-prozentig', 'rosa'. */
export function isAdjective(word: string): boolean {
  if (!/^(?:\d+-)?[a-zäöüß-]+$/.test(word) || NOT.has(word)) return false
  return KNOWN.has(word) || isInvariable(word) || ENDINGS.test(word) || PARTICIPLE.test(word)
}
