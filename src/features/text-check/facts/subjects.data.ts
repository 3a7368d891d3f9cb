/** What a number can be about: the words for it in both languages, and the dimensions it is measured in. */

import { type Dimension, isDimension } from '../../../language/units.data.ts'
import type { Entry } from './lexicon.ts'
import { members, readTable } from './table.ts'

export interface Subject extends Entry {
  /** Empty: any. */
  readonly dimensions: readonly Dimension[]
}

/** Per line: id, what it is measured in (nothing: anything), German words, English words. */
const TABLE = `
weight | mass | Gewicht, wiegen, wiegt, wog, schwer, leicht, Eigengewicht, Produktgewicht, Artikelgewicht, Gesamtgewicht, Masse, Waage | weight, weigh, weighs, weighing, weighed, heavy, light, mass, item weight, scales
load | mass, force | Belastbarkeit, Belastung, belastbar, belasten, Traglast, Tragkraft, Tragfähigkeit, Nutzlast, Zuladung, Höchstlast, Maximallast, trägt, tragen, Last | load, payload, maximum load, load capacity, weight capacity, carrying capacity, weight limit, bear, bears, supports, carries, load rating, max load, user weight
fabric-weight | area-density | Stoffgewicht, Flächengewicht, Grammatur, Stoff, Gewebe | fabric weight, grammage, fabric
fill-weight | mass | Füllgewicht, Füllmenge, Nettofüllmenge, Nettogewicht, Abtropfgewicht | fill weight, net weight, filling weight, drained weight
pack-weight | mass | Packgewicht, Versandgewicht, Bruttogewicht | packed weight, shipping weight, gross weight
persons | count | Person, Personen, Personenzahl, Mann, Leute, Schläfer, Schlafplätze, Gäste, Sitz, Sitze, Sitzplätze, Sitzer, Spieler, Spielerzahl, Platz, Plätze | person, persons, people, sleepers, berths, guests, sleeps, seat, seats, seater, players, room, space
capacity | volume, mass, count, data, charge, energy | Volumen, Fassungsvermögen, Inhalt, fasst, fassen, Kapazität, Stauraum, Packvolumen, Füllmenge, Füllvolumen, Nettoinhalt, Platz | volume, capacity, contents, content, holds, hold, holding, storage, net content, fits, takes, room
length | length | Länge, lang, Gesamtlänge, Längen | length, long, overall length, lengths
width | length | Breite, breit, Weite, weit | width, wide, breadth, across, strip
height | length | Höhe, hoch, hohe, hoher, hohes, hohen | height, tall, high
depth | length | Tiefe, tief | depth, deep
thickness | length | Dicke, dick, Stärke, stark, Materialstärke, Wandstärke | thickness, thick
diameter | length | Durchmesser, Ø, Durchschnitt | diameter, dia, Ø, across
circumference | length | Umfang | circumference, girth
screen | length, pixels | Bildschirm, Display, Bildschirmdiagonale, Diagonale, Displaygröße, Bildschirmgröße | screen, display, diagonal, screen size, display size
water-column | length | Wassersäule | water column, hydrostatic head, waterproof rating, water resistance
pack-size | length, volume | Packmaß, Packgröße | pack size, packed size
drop | length | Sprengung | drop, heel-to-toe drop
heel | length | Absatz, Absatzhöhe | heel, heel height
range | length | Reichweite | range, reach
temperature | temperature | Temperatur, Temperaturbereich, Temperaturen | temperature, temperature range, temperatures
comfort | temperature | Komfort, Komforttemperatur, Komfortbereich | comfort, comfort temperature
wash | temperature | Waschtemperatur, waschbar, waschen, Wäsche, Waschgang, wäscht, gewaschen, Pflege, maschinenwaschbar, Maschinenwäsche | wash, washable, washed, washing, laundry, wash temperature, care
oven | temperature | hitzebeständig, hitzefest, ofenfest, backofenfest, Hitze | heat-resistant, heatproof, oven-safe, heat
colour-temperature | kelvin | Farbtemperatur, Lichtfarbe | colour temperature, color temperature
power | power | Leistung, Nennleistung, leistet, Leistungsaufnahme, Motorleistung | power, output, wattage, rated power, motor
consumption | energy, power, volume | Verbrauch, Stromverbrauch, Energieverbrauch, verbraucht | consumption, energy consumption, uses, consumes
voltage | voltage | Spannung | voltage
battery | charge, energy, voltage, time | Akku, Akkukapazität, Batterie, Batteriekapazität | battery, battery capacity, rechargeable battery
run-time | time | Laufzeit, Akkulaufzeit, Leuchtdauer, Brenndauer, Betriebsdauer, Wiedergabezeit, Gangreserve, Lebensdauer, Nutzungsdauer, läuft, leuchtet, brennt, hält, halten, Ausdauer, reicht, Ladung | run time, runtime, battery life, burn time, playback, lasts, last, runs, burns, shines, one charge, power reserve, service life, lifetime, life, listen
duration | time | Spieldauer, Spielzeit, Dauer, dauert, dauern, Partie, Runde | playtime, playing time, duration, takes, take, game, round
setup-time | time | Aufbauzeit, Aufbau, aufgebaut, Montagezeit, steht | setup time, set up, setup, assembly time, pitches, pitching, assembled
keeps-cold | time | kalt, kühl, Kühlhaltung | cold, cool
keeps-hot | time | heiß, warm, Warmhaltung | hot, warm
travel | length | Federweg | travel, suspension travel
spacing | length | Pflanzabstand, Abstand | apart, spacing, distance
edge | length | Kantenlänge, Kante, Kanten | edge, edges, edge length
altitude | length | Anbauhöhe, Höhenlage, Meereshöhe | altitude, elevation, above sea level
torque | torque | Drehmoment | torque
spf | count | Lichtschutzfaktor, LSF, Sonnenschutzfaktor | SPF, sun protection factor
ph | count | pH-Wert, pH | pH, pH value
jewels | count | Lagersteine, Steine | jewels
threads | count | Fadendichte, Fadenzahl | thread count, threads
frame-rate | frequency | Bildwiederholrate, Bildwiederholfrequenz | refresh rate
reaction | time | Reaktionszeit | response time, reaction time
drawn-in | percent | Filterleistung, Filterwirkung, Partikel | filtration, filters, particles
positions | count | Position, Positionen, Schnitthöhen | position, positions, cutting heights, heights
charge-time | time | Ladezeit, Ladedauer, lädt, laden, geladen, aufgeladen, Steckdose | charging time, charge time, charges in, charged, recharge, charge, to charge
guarantee | time | Garantie, Garantiezeit, Herstellergarantie, Gewährleistung | guarantee, warranty, manufacturer warranty, covered
delivery | time | Lieferzeit, Lieferung, geliefert, lieferbar, Versand | delivery, delivery time, delivered, ships, shipping
age | time, count | Alter, Altersempfehlung, Mindestalter, Kinder, ab | age, aged, ages, recommended age, children, kids
shelf-life | time | Haltbarkeit, haltbar, Mindesthaltbarkeit, ungeöffnet, Öffnen, geöffnet, frisch | shelf life, keeps, unopened, opening, opened, use within
brightness | light, illuminance | Leuchtkraft, Helligkeit, Lichtstrom, Lichtleistung, hell | brightness, luminous flux, bright, light output
loft | loft | Bauschkraft, Fillpower | fill power, fillpower, loft
energy | energy | Brennwert, Energiegehalt, Nährwert, Kalorien | calorific value, energy, calories, energy content
speed | speed | Geschwindigkeit, Höchstgeschwindigkeit, schnell, Tempo | speed, top speed, fast
pressure | pressure | Druck, Arbeitsdruck, Betriebsdruck, Pumpendruck | pressure, working pressure
noise | sound | Lautstärke, Geräuschpegel, laut, leise, Schalldruck | noise, noise level, volume, loud, quiet
memory | data | Arbeitsspeicher, RAM | RAM, working memory
storage | data | Speicher, Speicherplatz, Festplatte, SSD | storage, disk, SSD, memory
alcohol | alcohol, percent | Alkohol, Alkoholgehalt | alcohol, alcohol content, ABV
cocoa | percent | Kakao, Kakaoanteil, Kakaogehalt | cocoa, cocoa content, cacao
caffeine | percent, mass | Koffein, Koffeingehalt | caffeine, caffeine content
acidity | percent | Säure, Säuregehalt | acidity, acid
salt | percent, mass | Salz, Salzgehalt | salt
fruit | percent | Fruchtgehalt, Fruchtanteil | fruit content
humidity | percent | Luftfeuchtigkeit | humidity
fat | percent, mass | Fett, Fettgehalt | fat, fat content
protein | percent, mass | Eiweiß, Protein, Proteingehalt | protein
sugar | percent, mass | Zucker, Zuckergehalt | sugar
density | yarn | Garnstärke, Garn, Stoffdichte | yarn, yarn count
price | money | Preis, kostet, kosten | price, costs, cost, priced
shipping | money | Versand, Versandkosten, versandkostenfrei, Lieferung, Bestellwert, Mindestbestellwert, Gutschein, Pfand | shipping, delivery, orders over, order value, voucher, deposit
parts | count | Teil, Teile, teilig, tlg, Einzelteile, Set | part, parts, pieces, piece, set
pieces | count | Stück, Stückzahl, Packungsinhalt | pieces, piece, pcs, units, count
pockets | count | Tasche, Taschen | pocket, pockets
compartments | count | Fach, Fächer | compartment, compartments
layers | count | Lage, Lagen, lagig, Schicht, Schichten, schichtig | layer, layers, ply
gears | count | Gang, Gänge, gangig, Gangschaltung | gear, gears, speed, speeds
levels | count | Stufe, Stufen, stufig, Leistungsstufen | level, levels, setting, settings, stage, stages, speed settings, speed, speeds
modes | count | Modus, Modi, Programm, Programme, Leuchtmodi | mode, modes, program, programmes, programs
doors | count | Tür, Türen, Eingang, Eingänge | door, doors, entrance, entrances
drawers | count | Schublade, Schubladen | drawer, drawers
wheels | count | Rolle, Rollen, Rad, Räder | wheel, wheels, castor, castors
pages | count | Seite, Seiten, Seitenzahl | page, pages
blades | count | Klinge, Klingen | blade, blades
ports | count | Anschluss, Anschlüsse, Port, Ports, Steckplätze | port, ports, connections, connectors, slots
buttons | count | Knopf, Knöpfe, Taste, Tasten | button, buttons, keys
cups | count | Tasse, Tassen | cup, cups
colours | count | Farben, farbig, Farbtöne | colours, colors, shades
legs | count | Bein, Beine, Fuß, Füße | leg, legs, feet
fins | count | Finne, Finnen | fin, fins
lines | count | Leine, Leinen | lines
straps | count | Riemen, Gurt, Gurte, Träger | strap, straps
hooks | count | Haken | hook, hooks
tools | count | Werkzeug, Werkzeuge, Funktionen | tool, tools, functions
portions | count | Portion, Portionen | portion, portions, serving, servings
cells | count | Zelle, Zellen, Kammer, Kammern | cell, cells, chamber, chambers
cameras | count, pixels | Kamera, Kameras | camera, cameras
nights | count | Nacht, Nächte | night, nights
washes | count | Waschgänge, Wäschen | washes, loads
zones | count | Zone, Zonen | zone, zones
lights | count | LEDs, Lampen, Lichter | LEDs, lights, bulbs
speakers | count | Lautsprecher | speaker, speakers
teeth | count | Zähne | teeth
strings | count | Saite, Saiten | string, strings
sheets | count | Blatt, Blätter | sheet, sheets
bags | count | Beutel, Teebeutel | bag, bags, tea bags
bottles | count | Flasche, Flaschen | bottle, bottles
tablets | count | Tablette, Tabletten, Kapseln, Kapsel | tablet, tablets, capsule, capsules
shelves | count | Boden, Böden, Regalböden, Einlegeböden | shelf, shelves
sizes | count | Größen | sizes
r-value | count | R-Wert | R-value
year | count | Jahrgang, Baujahr, Modelljahr, Erscheinungsjahr, Gründungsjahr, erschienen, gegründet | vintage, model year, year of publication, published, founded
`

export const SUBJECTS: readonly Subject[] = readTable(TABLE).map(([id = '', dimensions, de, en]) => ({
  id,
  dimensions: members(dimensions).filter(isDimension),
  de: members(de),
  en: members(en),
}))

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
  members(
    'pack, netto, brutto, leer, versand, full, korper, schuh, sohlen, absatz, schaft, armel, innen, aussen, innenbein, schulter, brust, bund, huft, huften, taillen, fuss, hals, kopf, kabel, rand, boden, sitz, lehnen, arm, rucken, bein, schritt, klingen, griff, stiel, rahmen, reifen, rad, steg, glas, bugel, band, ladezeit, stand, brenn, flug, wende, kreis, deckel, liege, lauf, stoff, nenn, zug, einzel, start, tank, wasser, netz',
  ),
)
