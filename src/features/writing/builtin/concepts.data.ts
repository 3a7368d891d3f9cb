/**
 * What attributes are about, whatever the shop calls them. `names` are matched in small letters against the whole name without its unit;
 * the first concept that has the name is taken.
 */
import type { Text } from '../../../core/lang.ts'
import type { Dimension } from '../../../language/units.data.ts'

/** How a value is told: each kind has its forms, some concepts have further ones of their own. */
export type FactKind =
  | 'measure'
  | 'material'
  | 'colour'
  | 'size'
  | 'care'
  | 'origin'
  | 'feature'
  | 'use'
  | 'audience'
  | 'contents'
  | 'trait'
  | 'detail'
  // A measure of a part ('Wassertank: 1,5 l'), which is not the part itself.
  | 'sized'
  // From descriptions and prices only.
  | 'naming'
  | 'behind'
  | 'price'

export interface Concept {
  readonly key: string
  readonly kind: FactKind
  readonly names: string
  /** How a list of details calls it; the German one is a noun of the grammar wherever the forms put an article before it. */
  readonly label: Text
  /** What a measure must be of; a value of another dimension is left out. */
  readonly dimensions?: readonly Dimension[]
  /** What is told first: 0 to 100. */
  readonly rank: number
}

const measure = (
  key: string,
  rank: number,
  names: string,
  de: string,
  en: string,
  ...dimensions: Dimension[]
): Concept => ({
  key,
  kind: 'measure',
  names,
  label: { de, en },
  rank,
  dimensions,
})
const of =
  (kind: FactKind) =>
  (key: string, rank: number, names: string, de: string, en: string): Concept => ({
    key,
    kind,
    names,
    label: { de, en },
    rank,
  })
const material = of('material')
const trait = of('trait')
const detail = of('detail')

export const CONCEPTS: readonly Concept[] = [
  material(
    'outer-material',
    92,
    'obermaterial aussenmaterial außenmaterial oberstoff upper uppermaterial outermaterial shell shellmaterial',
    'Obermaterial',
    'Outer material',
  ),
  material(
    'lining',
    60,
    'futter innenfutter futtermaterial innenmaterial lining liningmaterial innermaterial',
    'Futter',
    'Lining',
  ),
  material('sole', 58, 'sohle laufsohle sohlenmaterial außensohle sole outsole solematerial', 'Sohle', 'Sole'),
  material('filling', 62, 'füllung fuellung füllmaterial filling fill padding', 'Füllung', 'Filling'),
  material('frame', 55, 'rahmen gestell rahmenmaterial gestellmaterial frame framematerial', 'Rahmen', 'Frame'),
  material(
    'material',
    95,
    'material materialien stoff gewebe materialzusammensetzung zusammensetzung hauptmaterial werkstoff materials fabric composition fabriccomposition',
    'Material',
    'Material',
  ),

  measure(
    'weight',
    80,
    'gewicht eigengewicht produktgewicht artikelgewicht nettogewicht weight itemweight productweight netweight',
    'Gewicht',
    'Weight',
    'mass',
  ),
  measure(
    'water-column',
    88,
    'wassersäule wassersaeule watercolumn hydrostatichead',
    'Wassersäule',
    'Water column',
    'length',
  ),
  measure(
    'fabric-weight',
    50,
    'stoffgewicht grammatur flächengewicht fabricweight',
    'Stoffgewicht',
    'Fabric weight',
    'area-density',
  ),
  measure('fill-power', 78, 'bauschkraft fillpower', 'Bauschkraft', 'Fill power', 'loft'),
  measure(
    'temperature',
    86,
    'temperaturbereich komforttemperatur temperature temperaturerange comforttemperature',
    'Temperaturbereich',
    'Temperature range',
    'temperature',
  ),
  measure('volume', 87, 'volumen packvolumen volume', 'Volumen', 'Volume', 'volume'),
  measure(
    'capacity',
    85,
    'inhalt füllmenge fassungsvermögen kapazität content capacity contents netcontent',
    'Inhalt',
    'Capacity',
    'volume',
    'mass',
    'count',
    'data',
    'charge',
  ),
  measure('persons', 90, 'personen personenzahl anzahlpersonen persons people', 'Personen', 'People', 'count'),
  measure('r-value', 76, 'rwert rvalue', 'R-Wert', 'R-value'),
  measure(
    'light',
    84,
    'leuchtkraft lichtstrom helligkeit lumen brightness luminousflux',
    'Leuchtkraft',
    'Brightness',
    'light',
  ),
  measure('burn-time', 75, 'leuchtdauer brenndauer burntime', 'Leuchtdauer', 'Burn time', 'time'),
  measure(
    'running-time',
    75,
    'laufzeit akkulaufzeit betriebsdauer batterylife runtime runningtime',
    'Laufzeit',
    'Running time',
    'time',
  ),
  measure('power', 82, 'leistung nennleistung wattage power', 'Leistung', 'Power', 'power'),
  measure('length', 66, 'länge laenge gesamtlänge length', 'Länge', 'Length', 'length'),
  measure('width', 64, 'breite width', 'Breite', 'Width', 'length'),
  measure('height', 65, 'höhe hoehe gesamthöhe height', 'Höhe', 'Height', 'length'),
  measure('depth', 63, 'tiefe depth', 'Tiefe', 'Depth', 'length'),
  measure('diameter', 67, 'durchmesser diameter', 'Durchmesser', 'Diameter', 'length'),
  measure(
    'dimensions',
    68,
    'maße masse abmessungen abmessung größelbh dimensions measurements',
    'Maße',
    'Dimensions',
    'length',
  ),
  measure('packed-size', 61, 'packmaß packmass packmaße packedsize packsize', 'Packmaß', 'Packed size', 'length'),
  measure(
    'load',
    79,
    'belastbarkeit tragkraft traglast maximalebelastbarkeit maxbelastung load maxload maximumload',
    'Belastbarkeit',
    'Maximum load',
    'mass',
  ),
  measure(
    'pieces',
    74,
    'teile anzahlteile teilezahl stückzahl pieces partcount numberofpieces',
    'Teile',
    'Parts',
    'count',
  ),
  measure('energy', 70, 'brennwert energiegehalt energy calories', 'Brennwert', 'Energy', 'energy'),
  measure('heel', 54, 'absatzhöhe absatz heelheight', 'Absatzhöhe', 'Heel height', 'length'),
  measure(
    'battery',
    73,
    'akkukapazität batteriekapazität akku batterycapacity battery',
    'Akkukapazität',
    'Battery capacity',
    'charge',
    'energy',
  ),
  measure('voltage', 45, 'spannung voltage', 'Spannung', 'Voltage', 'voltage'),
  measure('storage', 77, 'speicher speicherplatz festplatte storage', 'Speicherplatz', 'Storage', 'data'),
  measure(
    'screen',
    81,
    'bildschirmdiagonale displaygröße bildschirmgröße screensize displaysize',
    'Bildschirmdiagonale',
    'Screen size',
    'length',
  ),
  measure('pages', 50, 'seitenzahl seiten pages pagecount', 'Seiten', 'Pages', 'count'),
  measure('burn-length', 40, 'haltbarkeit shelflife', 'Haltbarkeit', 'Shelf life', 'time'),

  of('colour')('colour', 56, 'farbe farben farbton hauptfarbe color colour colors colours', 'Farbe', 'Colour'),
  of('size')('size', 40, 'größe groesse größen size sizes konfektionsgröße schuhgröße', 'Größe', 'Size'),
  of('audience')('audience', 72, 'zielgruppe geschlecht gender audience für schnitt cut', 'Zielgruppe', 'For'),
  of('use')(
    'use',
    83,
    'einsatzbereich einsatzgebiet einsatzzweck verwendung verwendungszweck aktivität sportart anlass eignung geeignetfür use usage activity sport occasion suitablefor',
    'Einsatzbereich',
    'Use',
  ),
  of('care')(
    'care',
    35,
    'pflege pflegehinweis pflegehinweise waschanleitung waschbar waschtemperatur washtemp washtemperature care careinstructions washing',
    'Pflege',
    'Care',
  ),
  of('origin')(
    'origin',
    48,
    'herkunft herkunftsland herstellungsland produktionsland ursprungsland madein origin countryoforigin',
    'Herkunft',
    'Made in',
  ),
  of('feature')(
    'features',
    89,
    'eigenschaften eigenschaft besonderheit besonderheiten merkmale features feature ausstattung highlights',
    'Eigenschaften',
    'Features',
  ),
  of('contents')('in-the-box', 42, 'lieferumfang inthebox includes scopeofdelivery', 'Lieferumfang', 'In the box'),

  trait('fit', 71, 'passform fit', 'Passform', 'Fit'),
  trait('pattern', 57, 'muster pattern', 'Muster', 'Pattern'),
  trait('closure', 59, 'verschluss verschlussart verschlusstyp closure fastening', 'Verschluss', 'Fastening'),
  trait('neckline', 53, 'ausschnitt ausschnittform kragen kragenform neckline collar', 'Ausschnitt', 'Neckline'),
  trait('shape', 52, 'form shape', 'Form', 'Shape'),
  trait('surface', 51, 'oberfläche finish surface', 'Oberfläche', 'Surface'),
  trait('scent', 69, 'duft duftnote scent fragrance', 'Duft', 'Scent'),
  trait('taste', 69, 'geschmack geschmacksrichtung taste flavour flavor', 'Geschmack', 'Flavour'),

  detail('series', 30, 'serie kollektion series collection', 'Serie', 'Series'),
  detail('author', 60, 'autor autorin author', 'Autor', 'Author'),
  detail('publisher', 30, 'verlag publisher', 'Verlag', 'Publisher'),
  detail('ingredients', 30, 'zutaten inhaltsstoffe ingredients', 'Zutaten', 'Ingredients'),
  detail(
    'certificate',
    25,
    'zertifikat zertifikate zertifizierung siegel certificate certification',
    'Zertifikat',
    'Certificate',
  ),
  detail('warranty', 20, 'garantie warranty guarantee', 'Garantie', 'Warranty'),
  detail(
    'compatibility',
    55,
    'kompatibilität kompatibelmit passendfür compatibility compatiblewith',
    'Passend für',
    'Compatible with',
  ),
  detail('age', 44, 'altersempfehlung alter age recommendedage', 'Altersempfehlung', 'Recommended age'),
  detail('season', 41, 'saison jahreszeit season', 'Saison', 'Season'),
  detail('style', 43, 'stil style', 'Stil', 'Style'),
]

/** What is in the data for machines and the office, and no matter of a text. */
export const NOT_TOLD =
  /^(?:.*(?:ean|gtin|isbn|asin|sku|mpn|upc)\d*|.*(?:nummer|artikelnr|number)|id|.*id|.*(?:url|link|image|bild|foto|photo|video)s?|.*(?:preis|price|steuer|tax|uvp|rrp|vat|cost|kosten)|.*(?:bestand|stock|lager|lieferzeit|deliverytime|verfügbarkeit|availability|versand|shipping).*|meta.*|seo.*|.*(?:datum|date|created|updated)|status|sort.*|position|tags?|slug|handle|vendor|marke|brand|hersteller|manufacturer|zolltarif.*|hscode)$/
