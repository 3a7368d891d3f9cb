/** What a number can be about: the words for it in both languages, and the dimensions it is measured in. */
import type { Entry } from './lexicon.ts'
import type { Dimension } from './units.data.ts'

export interface Subject extends Entry {
  /** Empty: any. */
  readonly dimensions: readonly Dimension[]
}

const words = (text: string): string[] => text.split(',').map((word) => word.trim())
const subject = (id: string, dimensions: readonly Dimension[], de: string, en: string): Subject => ({
  id,
  dimensions,
  de: words(de),
  en: words(en),
})

export const SUBJECTS: readonly Subject[] = [
  subject(
    'weight',
    ['mass'],
    'Gewicht, wiegen, wiegt, wog, schwer, leicht, Eigengewicht, Produktgewicht, Artikelgewicht, Gesamtgewicht, Masse, Waage',
    'weight, weigh, weighs, weighing, weighed, heavy, light, mass, item weight, scales',
  ),
  subject(
    'load',
    ['mass', 'force'],
    'Belastbarkeit, Belastung, belastbar, belasten, Traglast, Tragkraft, Tragfähigkeit, Nutzlast, Zuladung, Höchstlast, Maximallast, trägt, tragen, Last',
    'load, payload, maximum load, load capacity, weight capacity, carrying capacity, weight limit, bear, bears, supports, carries, load rating, max load, user weight',
  ),
  subject(
    'fabric-weight',
    ['area-density'],
    'Stoffgewicht, Flächengewicht, Grammatur, Stoff, Gewebe',
    'fabric weight, grammage, fabric',
  ),
  subject(
    'fill-weight',
    ['mass'],
    'Füllgewicht, Füllmenge, Nettofüllmenge, Nettogewicht, Abtropfgewicht',
    'fill weight, net weight, filling weight, drained weight',
  ),
  subject(
    'pack-weight',
    ['mass'],
    'Packgewicht, Versandgewicht, Bruttogewicht',
    'packed weight, shipping weight, gross weight',
  ),
  subject(
    'capacity',
    ['volume', 'mass', 'count', 'data', 'charge', 'energy'],
    'Volumen, Fassungsvermögen, Inhalt, fasst, fassen, Kapazität, Stauraum, Packvolumen, Füllmenge, Füllvolumen, Nettoinhalt, Platz',
    'volume, capacity, contents, content, holds, hold, holding, storage, net content, fits, takes, room',
  ),
  subject('length', ['length'], 'Länge, lang, Gesamtlänge, Längen', 'length, long, overall length, lengths'),
  subject('width', ['length'], 'Breite, breit, Weite, weit', 'width, wide, breadth, across'),
  subject('height', ['length'], 'Höhe, hoch, hohe, hoher, hohes, hohen', 'height, tall, high'),
  subject('depth', ['length'], 'Tiefe, tief', 'depth, deep'),
  subject('thickness', ['length'], 'Dicke, dick, Stärke, stark, Materialstärke, Wandstärke', 'thickness, thick'),
  subject('diameter', ['length'], 'Durchmesser, Ø, Durchschnitt', 'diameter, dia, Ø'),
  subject('circumference', ['length'], 'Umfang', 'circumference, girth'),
  subject(
    'screen',
    ['length', 'pixels'],
    'Bildschirm, Display, Bildschirmdiagonale, Diagonale, Displaygröße, Bildschirmgröße',
    'screen, display, diagonal, screen size, display size',
  ),
  subject(
    'water-column',
    ['length'],
    'Wassersäule',
    'water column, hydrostatic head, waterproof rating, water resistance',
  ),
  subject('pack-size', ['length', 'volume'], 'Packmaß, Packgröße', 'pack size, packed size'),
  subject('drop', ['length'], 'Sprengung', 'drop, heel-to-toe drop'),
  subject('heel', ['length'], 'Absatz, Absatzhöhe', 'heel, heel height'),
  subject('range', ['length'], 'Reichweite', 'range, reach'),
  subject(
    'temperature',
    ['temperature'],
    'Temperatur, Temperaturbereich, Temperaturen',
    'temperature, temperature range, temperatures',
  ),
  subject('comfort', ['temperature'], 'Komfort, Komforttemperatur, Komfortbereich', 'comfort, comfort temperature'),
  subject(
    'wash',
    ['temperature'],
    'Waschtemperatur, waschbar, waschen, Wäsche, Waschgang, wäscht, gewaschen, Pflege, maschinenwaschbar, Maschinenwäsche',
    'wash, washable, washed, washing, laundry, wash temperature, care',
  ),
  subject(
    'oven',
    ['temperature'],
    'hitzebeständig, hitzefest, ofenfest, backofenfest, Hitze',
    'heat-resistant, heatproof, oven-safe, heat',
  ),
  subject('colour-temperature', ['kelvin'], 'Farbtemperatur, Lichtfarbe', 'colour temperature, color temperature'),
  subject(
    'power',
    ['power'],
    'Leistung, Nennleistung, leistet, Leistungsaufnahme, Motorleistung',
    'power, output, wattage, rated power, motor',
  ),
  subject(
    'consumption',
    ['energy', 'power', 'volume'],
    'Verbrauch, Stromverbrauch, Energieverbrauch, verbraucht',
    'consumption, energy consumption, uses, consumes',
  ),
  subject('voltage', ['voltage'], 'Spannung', 'voltage'),
  subject(
    'battery',
    ['charge', 'energy', 'voltage', 'time'],
    'Akku, Akkukapazität, Batterie, Batteriekapazität',
    'battery, battery capacity, rechargeable battery',
  ),
  subject(
    'run-time',
    ['time'],
    'Laufzeit, Akkulaufzeit, Leuchtdauer, Brenndauer, Betriebsdauer, Spieldauer, Wiedergabezeit, läuft, leuchtet, brennt, hält, Ausdauer, reicht, Ladung',
    'run time, runtime, battery life, burn time, playtime, playback, lasts, runs, burns, shines, one charge',
  ),
  subject(
    'charge-time',
    ['time'],
    'Ladezeit, Ladedauer, lädt, geladen, aufgeladen',
    'charging time, charge time, charges in, charged, recharge',
  ),
  subject(
    'guarantee',
    ['time'],
    'Garantie, Garantiezeit, Herstellergarantie, Gewährleistung',
    'guarantee, warranty, manufacturer warranty',
  ),
  subject(
    'delivery',
    ['time'],
    'Lieferzeit, Lieferung, geliefert, lieferbar, Versand',
    'delivery, delivery time, delivered, ships, shipping',
  ),
  subject(
    'age',
    ['time', 'count'],
    'Alter, Altersempfehlung, Mindestalter, Kinder, ab',
    'age, aged, ages, recommended age, children, kids',
  ),
  subject('shelf-life', ['time'], 'Haltbarkeit, haltbar, Mindesthaltbarkeit', 'shelf life, keeps'),
  subject(
    'brightness',
    ['light', 'illuminance'],
    'Leuchtkraft, Helligkeit, Lichtstrom, Lichtleistung, hell',
    'brightness, luminous flux, bright, light output',
  ),
  subject('loft', ['loft'], 'Bauschkraft, Fillpower', 'fill power, fillpower, loft'),
  subject(
    'energy',
    ['energy'],
    'Brennwert, Energiegehalt, Nährwert, Kalorien',
    'calorific value, energy, calories, energy content',
  ),
  subject('speed', ['speed'], 'Geschwindigkeit, Höchstgeschwindigkeit, schnell, Tempo', 'speed, top speed, fast'),
  subject('pressure', ['pressure'], 'Druck, Arbeitsdruck, Betriebsdruck, Pumpendruck', 'pressure, working pressure'),
  subject(
    'noise',
    ['sound'],
    'Lautstärke, Geräuschpegel, laut, leise, Schalldruck',
    'noise, noise level, volume, loud, quiet',
  ),
  subject('memory', ['data'], 'Arbeitsspeicher, RAM', 'RAM, working memory'),
  subject('storage', ['data'], 'Speicher, Speicherplatz, Festplatte, SSD', 'storage, disk, SSD, memory'),
  subject('alcohol', ['alcohol', 'percent'], 'Alkohol, Alkoholgehalt', 'alcohol, alcohol content, ABV'),
  subject('cocoa', ['percent'], 'Kakao, Kakaoanteil, Kakaogehalt', 'cocoa, cocoa content, cacao'),
  subject('caffeine', ['percent', 'mass'], 'Koffein, Koffeingehalt', 'caffeine, caffeine content'),
  subject('acidity', ['percent'], 'Säure, Säuregehalt', 'acidity, acid'),
  subject('salt', ['percent', 'mass'], 'Salz, Salzgehalt', 'salt'),
  subject('fruit', ['percent'], 'Fruchtgehalt, Fruchtanteil', 'fruit content'),
  subject('humidity', ['percent'], 'Luftfeuchtigkeit', 'humidity'),
  subject('fat', ['percent', 'mass'], 'Fett, Fettgehalt', 'fat, fat content'),
  subject('protein', ['percent', 'mass'], 'Eiweiß, Protein, Proteingehalt', 'protein'),
  subject('sugar', ['percent', 'mass'], 'Zucker, Zuckergehalt', 'sugar'),
  subject('density', ['yarn'], 'Garnstärke, Garn, Stoffdichte', 'yarn, yarn count'),
  subject('price', ['money'], 'Preis, kostet, kosten', 'price, costs, cost, priced'),
  subject(
    'shipping',
    ['money'],
    'Versand, Versandkosten, versandkostenfrei, Lieferung, Bestellwert, Mindestbestellwert, Gutschein, Pfand',
    'shipping, delivery, orders over, order value, voucher, deposit',
  ),
  subject(
    'persons',
    ['count'],
    'Person, Personen, Personenzahl, Mann, Leute, Schläfer, Schlafplätze',
    'person, persons, people, sleepers, berths',
  ),
  subject('parts', ['count'], 'Teil, Teile, teilig, tlg, Einzelteile', 'part, parts, pieces, piece'),
  subject('pieces', ['count'], 'Stück, Stückzahl, Packungsinhalt', 'pieces, piece, pcs, units, count'),
  subject('pockets', ['count'], 'Tasche, Taschen', 'pocket, pockets'),
  subject('compartments', ['count'], 'Fach, Fächer', 'compartment, compartments'),
  subject('layers', ['count'], 'Lage, Lagen, lagig, Schicht, Schichten, schichtig', 'layer, layers, ply'),
  subject('gears', ['count'], 'Gang, Gänge, gangig, Gangschaltung', 'gear, gears, speed, speeds'),
  subject(
    'levels',
    ['count'],
    'Stufe, Stufen, stufig, Leistungsstufen',
    'level, levels, setting, settings, stage, stages, speed settings',
  ),
  subject(
    'modes',
    ['count'],
    'Modus, Modi, Programm, Programme, Leuchtmodi',
    'mode, modes, program, programmes, programs',
  ),
  subject('doors', ['count'], 'Tür, Türen, Eingang, Eingänge', 'door, doors, entrance, entrances'),
  subject('drawers', ['count'], 'Schublade, Schubladen', 'drawer, drawers'),
  subject('wheels', ['count'], 'Rolle, Rollen, Rad, Räder', 'wheel, wheels, castor, castors'),
  subject('pages', ['count'], 'Seite, Seiten, Seitenzahl', 'page, pages'),
  subject('blades', ['count'], 'Klinge, Klingen', 'blade, blades'),
  subject(
    'ports',
    ['count'],
    'Anschluss, Anschlüsse, Port, Ports, Steckplätze',
    'port, ports, connections, connectors, slots',
  ),
  subject('buttons', ['count'], 'Knopf, Knöpfe, Taste, Tasten', 'button, buttons, keys'),
  subject('cups', ['count'], 'Tasse, Tassen', 'cup, cups'),
  subject('seats', ['count'], 'Sitz, Sitze, Sitzplätze, Sitzer', 'seat, seats, seater'),
  subject('colours', ['count'], 'Farben, farbig, Farbtöne', 'colours, colors, shades'),
  subject('legs', ['count'], 'Bein, Beine, Fuß, Füße', 'leg, legs, feet'),
  subject('fins', ['count'], 'Finne, Finnen', 'fin, fins'),
  subject('lines', ['count'], 'Leine, Leinen', 'lines'),
  subject('straps', ['count'], 'Riemen, Gurt, Gurte, Träger', 'strap, straps'),
  subject('hooks', ['count'], 'Haken', 'hook, hooks'),
  subject('tools', ['count'], 'Werkzeug, Werkzeuge, Funktionen', 'tool, tools, functions'),
  subject('portions', ['count'], 'Portion, Portionen', 'portion, portions, serving, servings'),
  subject('cells', ['count'], 'Zelle, Zellen, Kammer, Kammern', 'cell, cells, chamber, chambers'),
  subject('cameras', ['count', 'pixels'], 'Kamera, Kameras', 'camera, cameras'),
  subject('nights', ['count'], 'Nacht, Nächte', 'night, nights'),
  subject('washes', ['count'], 'Waschgänge, Wäschen', 'washes, loads'),
  subject('zones', ['count'], 'Zone, Zonen', 'zone, zones'),
  subject('lights', ['count'], 'LEDs, Lampen, Lichter', 'LEDs, lights, bulbs'),
  subject('speakers', ['count'], 'Lautsprecher', 'speaker, speakers'),
  subject('teeth', ['count'], 'Zähne', 'teeth'),
  subject('strings', ['count'], 'Saite, Saiten', 'string, strings'),
  subject('sheets', ['count'], 'Blatt, Blätter', 'sheet, sheets'),
  subject('bags', ['count'], 'Beutel, Teebeutel', 'bag, bags, tea bags'),
  subject('bottles', ['count'], 'Flasche, Flaschen', 'bottle, bottles'),
  subject('tablets', ['count'], 'Tablette, Tabletten, Kapseln, Kapsel', 'tablet, tablets, capsule, capsules'),
  subject('shelves', ['count'], 'Boden, Böden, Regalböden, Einlegeböden', 'shelf, shelves'),
  subject('sizes', ['count'], 'Größen', 'sizes'),
  subject('players', ['count'], 'Spieler', 'players'),
  subject('r-value', ['count'], 'R-Wert', 'R-value'),
  subject(
    'year',
    ['count'],
    'Jahrgang, Baujahr, Modelljahr, Erscheinungsjahr, Gründungsjahr, erschienen, gegründet',
    'vintage, model year, year of publication, published, founded',
  ),
]

/** Subjects that are sides of a thing: they may stand in its measures ('30 x 20 x 10 cm'). */
export const SIDES: ReadonlySet<string> = new Set(['length', 'width', 'height', 'depth', 'diameter', 'thickness'])
/** The sides by the letters shops put beside measures: 'BxHxT', 'L x W x H'. */
export const SIDE_LETTERS: Readonly<Record<string, string>> = {
  B: 'width',
  W: 'width',
  L: 'length',
  H: 'height',
  T: 'depth',
  D: 'depth',
}

/** Of a dimension without a word beside it this is meant, where the data has it. */
export const USUAL_SUBJECT: Readonly<Partial<Record<Dimension, string>>> = {
  mass: 'weight',
  volume: 'capacity',
  money: 'price',
}

/** First parts of compounds that make another property of one: 'Packgewicht' is not 'Gewicht'. */
export const TELLING_PARTS: ReadonlySet<string> = new Set(
  words(
    'pack, netto, brutto, leer, versand, full, korper, schuh, sohlen, absatz, schaft, armel, innen, aussen, innenbein, schulter, brust, bund, huft, huften, taillen, fuss, hals, kopf, kabel, rand, boden, sitz, lehnen, arm, rucken, bein, schritt, klingen, griff, stiel, rahmen, reifen, rad, steg, glas, bugel, band, ladezeit, stand, brenn, flug, wende, kreis, deckel, liege, lauf, stoff, nenn, zug, einzel, start, tank, wasser, netz',
  ),
)
