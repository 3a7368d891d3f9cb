/** How a country of origin is named beside its own name: adjectives, by ISO 3166-1 alpha-2 code. */
import type { Entry } from './lexicon.ts'
import { members, readTable } from './table.ts'

export const DEMONYMS: readonly Entry[] = readTable(`
DE | deutsch | German
AT | österreichisch | Austrian
CH | schweizerisch, Schweizer | Swiss
IT | italienisch | Italian
FR | französisch | French
ES | spanisch | Spanish
PT | portugiesisch | Portuguese
GB | britisch, englisch, schottisch | British, English, Scottish
IE | irisch | Irish
NL | niederländisch, holländisch | Dutch
BE | belgisch | Belgian
DK | dänisch | Danish
SE | schwedisch | Swedish
NO | norwegisch | Norwegian
FI | finnisch | Finnish
PL | polnisch | Polish
CZ | tschechisch | Czech
HU | ungarisch | Hungarian
RO | rumänisch | Romanian
GR | griechisch | Greek
TR | türkisch | Turkish
US | amerikanisch | American
CA | kanadisch | Canadian
JP | japanisch | Japanese
CN | chinesisch | Chinese
IN | indisch | Indian
VN | vietnamesisch | Vietnamese
TW | taiwanisch | Taiwanese
BR | brasilianisch | Brazilian
CO | kolumbianisch | Colombian
ET | äthiopisch | Ethiopian
MA | marokkanisch | Moroccan
AU | australisch | Australian
NZ | neuseeländisch | New Zealand
AR | argentinisch | Argentinian, Argentine
PE | peruanisch | Peruvian
`).map(([id = '', de, en]) => ({ id, de: members(de), en: members(en) }))

/** Words that say that something comes from somewhere. */
export const ORIGIN_WORDS: Readonly<Record<'de' | 'en', RegExp>> = {
  de: /(?:hergestellt|gefertigt|produziert|genäht|gebaut|Made|Herkunft|Herstellung|Fertigung|Produktion|stamm\w*|kommt|kommen|Ursprung|Ursprungsland|Herkunftsland|Produktionsland|Herstellungsland|Manufaktur|gewebt|angebaut|gestrickt|geröstet|abgefüllt|gegossen|abgefüllt|gezogen|geschmiedet|geerntet|Handarbeit|made)/i,
  en: /(?:made|manufactured|produced|crafted|handcrafted|sewn|built|origin|production|comes|come|sourced|woven|grown|knitted|roasted|bottled|assembled|handmade|cast)/i,
}
/** Behind an adjective of a country: what is made there. */
export const MADE_THERE =
  /^(?:produktion|fertigung|herstellung|handarbeit|manufaktur|herkunft|ursprung|qualitat|handwerk|werkstatt|werk|production|craftsmanship|made|manufacture|origin|workshop|factory|quality|design)/
