import { describe, expect, it } from 'vitest'
import { LANGS } from '../../core/lang.ts'
import { countryKey, countryName, fromCountry, inCountry, theCountry } from './country.ts'

/** The names of the UCI Online Retail data, each as it is spoken of. */
const ONLINE_RETAIL = [
  ['Australia', 'in Australien', 'in Australia'],
  ['Austria', 'in Österreich', 'in Austria'],
  ['Bahrain', 'in Bahrain', 'in Bahrain'],
  ['Belgium', 'in Belgien', 'in Belgium'],
  ['Brazil', 'in Brasilien', 'in Brazil'],
  ['Canada', 'in Kanada', 'in Canada'],
  ['Channel Islands', 'auf den Kanalinseln', 'in the Channel Islands'],
  ['Cyprus', 'auf Zypern', 'in Cyprus'],
  ['Czech Republic', 'in Tschechien', 'in Czechia'],
  ['Denmark', 'in Dänemark', 'in Denmark'],
  ['EIRE', 'in Irland', 'in Ireland'],
  ['European Community', 'in der Europäischen Gemeinschaft', 'in the European Community'],
  ['Finland', 'in Finnland', 'in Finland'],
  ['France', 'in Frankreich', 'in France'],
  ['Germany', 'in Deutschland', 'in Germany'],
  ['Greece', 'in Griechenland', 'in Greece'],
  ['Hong Kong', 'in Hongkong', 'in Hong Kong'],
  ['Iceland', 'in Island', 'in Iceland'],
  ['Israel', 'in Israel', 'in Israel'],
  ['Italy', 'in Italien', 'in Italy'],
  ['Japan', 'in Japan', 'in Japan'],
  ['Lebanon', 'im Libanon', 'in Lebanon'],
  ['Lithuania', 'in Litauen', 'in Lithuania'],
  ['Malta', 'auf Malta', 'in Malta'],
  ['Netherlands', 'in den Niederlanden', 'in the Netherlands'],
  ['Norway', 'in Norwegen', 'in Norway'],
  ['Poland', 'in Polen', 'in Poland'],
  ['Portugal', 'in Portugal', 'in Portugal'],
  ['RSA', 'in Südafrika', 'in South Africa'],
  ['Saudi Arabia', 'in Saudi-Arabien', 'in Saudi Arabia'],
  ['Singapore', 'in Singapur', 'in Singapore'],
  ['Spain', 'in Spanien', 'in Spain'],
  ['Sweden', 'in Schweden', 'in Sweden'],
  ['Switzerland', 'in der Schweiz', 'in Switzerland'],
  ['USA', 'in den USA', 'in the USA'],
  ['United Arab Emirates', 'in den Vereinigten Arabischen Emiraten', 'in the United Arab Emirates'],
  ['United Kingdom', 'im Vereinigten Königreich', 'in the United Kingdom'],
  ['Unspecified', 'ohne Länderangabe', 'with no country given'],
] as const

describe('countries', () => {
  it.each(ONLINE_RETAIL)('speaks of %s', (name, german, english) => {
    expect(inCountry(name, 'de')).toBe(german)
    expect(inCountry(name, 'en')).toBe(english)
  })

  it('says where something comes from', () => {
    expect(
      ['GB', 'CH', 'NL', 'Channel Islands', 'MT', 'IQ', 'TR', 'PH', 'DE', ''].map((country) =>
        fromCountry(country, 'de'),
      ),
    ).toEqual([
      'aus dem Vereinigten Königreich',
      'aus der Schweiz',
      'aus den Niederlanden',
      'von den Kanalinseln',
      'aus Malta',
      'aus dem Irak',
      'aus der Türkei',
      'von den Philippinen',
      'aus Deutschland',
      'ohne Länderangabe',
    ])
    expect(fromCountry('nl', 'en')).toBe('from the Netherlands')
  })

  it('names it bare and with its article', () => {
    expect(countryName('GB', 'de')).toBe('Vereinigtes Königreich')
    expect(countryName('GB', 'en')).toBe('United Kingdom')
    expect(countryName('AE', 'de')).toBe('Vereinigte Arabische Emirate')
    expect(countryName('', 'de')).toBe('ohne Angabe')
    expect(theCountry('GB', 'de')).toBe('das Vereinigte Königreich')
    expect(theCountry('CH', 'de')).toBe('die Schweiz')
    expect(theCountry('NL', 'en')).toBe('the Netherlands')
  })

  it('takes codes, names of either language and retired codes for the same country', () => {
    for (const name of ['DE', 'de', ' Germany ', 'Deutschland', 'DD', 'germany']) expect(countryKey(name)).toBe('DE')
    expect(['UK', 'Great Britain', 'Vereinigtes Königreich', 'england'].map(countryKey)).toEqual([
      'GB',
      'GB',
      'GB',
      'GB',
    ])
    expect(countryKey(countryKey('Channel Islands'))).toBe('channel-islands')
  })

  it('keeps a name it does not know, and none of the names of objects', () => {
    expect(inCountry('Atlantis', 'de')).toBe('in Atlantis')
    expect(inCountry('constructor', 'en')).toBe('in constructor')
    expect(countryKey('QQ')).toBe('QQ')
  })

  it('has a phrase in both languages for every region of ISO 3166', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
    const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => names.of(code) !== undefined)
    expect(codes.length).toBeGreaterThan(240)
    for (const code of codes) {
      for (const lang of LANGS) {
        expect(inCountry(code, lang)).toMatch(/^(?:in|im|auf|ohne|with) \S/)
        expect(fromCountry(code, lang)).toMatch(/^(?:aus|von|from|ohne|with) \S/)
        expect(inCountry(code, lang)).not.toMatch(/undefined| {2}/)
      }
    }
  })
})
