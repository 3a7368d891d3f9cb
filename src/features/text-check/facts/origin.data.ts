/** How a country of origin is named beside its own name: adjectives, by ISO 3166-1 alpha-2 code. */
const words = (text: string): readonly string[] => text.split(',').map((word) => word.trim())

export const DEMONYMS: Readonly<Record<string, { readonly de: readonly string[]; readonly en: readonly string[] }>> = {
  DE: { de: words('deutsch'), en: words('German') },
  AT: { de: words('österreichisch'), en: words('Austrian') },
  CH: { de: words('schweizerisch, Schweizer'), en: words('Swiss') },
  IT: { de: words('italienisch'), en: words('Italian') },
  FR: { de: words('französisch'), en: words('French') },
  ES: { de: words('spanisch'), en: words('Spanish') },
  PT: { de: words('portugiesisch'), en: words('Portuguese') },
  GB: { de: words('britisch, englisch, schottisch'), en: words('British, English, Scottish') },
  IE: { de: words('irisch'), en: words('Irish') },
  NL: { de: words('niederländisch, holländisch'), en: words('Dutch') },
  BE: { de: words('belgisch'), en: words('Belgian') },
  DK: { de: words('dänisch'), en: words('Danish') },
  SE: { de: words('schwedisch'), en: words('Swedish') },
  NO: { de: words('norwegisch'), en: words('Norwegian') },
  FI: { de: words('finnisch'), en: words('Finnish') },
  PL: { de: words('polnisch'), en: words('Polish') },
  CZ: { de: words('tschechisch'), en: words('Czech') },
  HU: { de: words('ungarisch'), en: words('Hungarian') },
  RO: { de: words('rumänisch'), en: words('Romanian') },
  GR: { de: words('griechisch'), en: words('Greek') },
  TR: { de: words('türkisch'), en: words('Turkish') },
  US: { de: words('amerikanisch'), en: words('American') },
  CA: { de: words('kanadisch'), en: words('Canadian') },
  JP: { de: words('japanisch'), en: words('Japanese') },
  CN: { de: words('chinesisch'), en: words('Chinese') },
  IN: { de: words('indisch'), en: words('Indian') },
  VN: { de: words('vietnamesisch'), en: words('Vietnamese') },
  TW: { de: words('taiwanisch'), en: words('Taiwanese') },
  BR: { de: words('brasilianisch'), en: words('Brazilian') },
  CO: { de: words('kolumbianisch'), en: words('Colombian') },
  ET: { de: words('äthiopisch'), en: words('Ethiopian') },
  MA: { de: words('marokkanisch'), en: words('Moroccan') },
  AU: { de: words('australisch'), en: words('Australian') },
  NZ: { de: words('neuseeländisch'), en: words('New Zealand') },
  AR: { de: words('argentinisch'), en: words('Argentinian, Argentine') },
  PE: { de: words('peruanisch'), en: words('Peruvian') },
}

/** Words that say that something comes from somewhere. */
export const ORIGIN_WORDS: Readonly<Record<'de' | 'en', RegExp>> = {
  de: /(?:hergestellt|gefertigt|produziert|genäht|gebaut|Made|Herkunft|Herstellung|Fertigung|Produktion|stamm\w*|kommt|kommen|Ursprung|Ursprungsland|Herkunftsland|Produktionsland|Herstellungsland|Manufaktur|gewebt|angebaut|gestrickt|geröstet|abgefüllt|gegossen|abgefüllt|gezogen|geschmiedet|geerntet|Handarbeit|made)/i,
  en: /(?:made|manufactured|produced|crafted|handcrafted|sewn|built|origin|production|comes|come|sourced|woven|grown|knitted|roasted|bottled|assembled|handmade|cast)/i,
}
/** Behind an adjective of a country: what is made there. */
export const MADE_THERE =
  /^(?:produktion|fertigung|herstellung|handarbeit|manufaktur|herkunft|ursprung|qualitat|handwerk|werkstatt|werk|production|craftsmanship|made|manufacture|origin|workshop|factory|quality|design)/
