/** What a product may have or be, yes or no; and choices of which one excludes the others. */
import { CHOICES } from './choices.data.ts'
import type { Entry } from './lexicon.ts'
import { members, readTable } from './table.ts'

export interface Feature extends Entry {
  /** Of the features of a group a product has one ('wasserdicht' or 'wasserabweisend'); empty: of none. */
  readonly group: string
  /** What holds as well: what is waterproof repels water. */
  readonly implies: readonly string[]
  /** Regulated: that it holds has to be in the data. */
  readonly isRegulated: boolean
}

/** Per line: id, German words, English words, group, what holds as well. */
const TABLE = `
waterproof | wasserdicht, wasserfest, wasserundurchlässig | waterproof, watertight | water | water-repellent, splashproof
water-repellent | wasserabweisend, wasserabstoßend, regenabweisend | water-repellent, water repellent, showerproof, water-resistant | water | splashproof
splashproof | spritzwassergeschützt, spritzwasserfest | splashproof, splash-proof | water
windproof | winddicht | windproof, wind-proof | wind | wind-repellent
wind-repellent | windabweisend | wind-resistant, wind-repellent | wind
breathable | atmungsaktiv, luftdurchlässig | breathable
quick-drying | schnelltrocknend, schnell trocknend | quick-drying, fast-drying, quick drying
elastic | elastisch, dehnbar, stretchig | elastic, stretch, stretchy
reflective | reflektierend, reflektiert, reflektieren | reflective, reflects, reflect
tear-resistant | reißfest | ripstop, tear-resistant
abrasion-resistant | abriebfest | abrasion-resistant
scratch-resistant | kratzfest, kratzfrei | scratch-resistant, scratch-proof
impact-resistant | schlagfest, stoßfest | impact-resistant, shockproof
unbreakable | bruchfest, bruchsicher, unzerbrechlich | unbreakable, shatterproof
rustproof | rostfrei, nicht rostend, korrosionsbeständig | rustproof, rust-free, corrosion-resistant
heat-resistant | hitzebeständig, hitzefest | heat-resistant, heatproof
non-slip | rutschfest, rutschhemmend | non-slip, anti-slip, slip-resistant
non-stick | antihaftbeschichtet, Antihaftbeschichtung | non-stick, nonstick
machine-washable | maschinenwaschbar, waschmaschinenfest, Maschinenwäsche | machine-washable, machine washable, machine wash | washing
hand-wash | Handwäsche | hand wash, hand wash only | washing
dry-clean | chemische Reinigung | dry clean, dry clean only | washing
dishwasher-safe | spülmaschinenfest, spülmaschinengeeignet, geschirrspülerfest | dishwasher-safe, dishwasher safe, dishwasher-proof
microwave-safe | mikrowellengeeignet, mikrowellenfest | microwave-safe, microwave safe, microwaveable
oven-safe | backofenfest, ofenfest | oven-safe, ovenproof
induction | induktionsgeeignet, Induktion, induktionstauglich | induction, induction-ready, induction-compatible
tumble-dry | trocknergeeignet, Wäschetrockner | tumble dry, tumble-dry, dryer-safe
non-iron | bügelfrei | non-iron, iron-free
foldable | faltbar, klappbar, zusammenklappbar, zusammenfaltbar | foldable, folding, collapsible
adjustable | verstellbar, einstellbar, höhenverstellbar | adjustable, height-adjustable
removable | abnehmbar, herausnehmbar | removable, detachable
rechargeable | wiederaufladbar, aufladbar | rechargeable
wireless | kabellos, schnurlos, drahtlos | wireless, cordless
dimmable | dimmbar | dimmable
magnetic | magnetisch | magnetic
stackable | stapelbar | stackable
padded | gepolstert | padded
lined | gefüttert | lined
insulated | isoliert, wärmeisoliert, doppelwandig | insulated, double-walled
noise-cancelling | Geräuschunterdrückung | noise-cancelling, noise cancelling, noise cancellation
sealed-seams | versiegelt, getapt, verschweißte Nähte | sealed seams, taped seams, seam-sealed
hood | Kapuze | hood, hooded
bluetooth | Bluetooth | bluetooth
wifi | WLAN, Wi-Fi, WiFi | wifi, wi-fi, WLAN
gps | GPS | GPS
nfc | NFC | NFC
touchscreen | Touchscreen, Touchdisplay | touchscreen, touch screen
handmade | handgemacht, handgefertigt, von Hand gefertigt, Handarbeit, handgenäht, handgewebt | handmade, hand-made, handcrafted, hand-crafted, hand-sewn, hand-woven
uv-protection | UV-Schutz | UV protection
sweetened | gesüßt | sweetened
long-sleeved | langärmlig, langärmelig, Langarm, langarm, Langarmshirt, lange Ärmel, langen Ärmeln | long-sleeved, long-sleeve, long sleeves, long sleeve | sleeves
short-sleeved | kurzärmlig, kurzärmelig, Kurzarm, kurzarm, kurze Ärmel, kurzen Ärmeln | short-sleeved, short-sleeve, short sleeves, short sleeve | sleeves
sleeveless | ärmellos | sleeveless | sleeves
three-quarter | Dreiviertelarm, Dreiviertelärmel, Dreiviertelärmeln, 3/4-Arm | three-quarter sleeves, three-quarter sleeve, three-quarter-length sleeves | sleeves
polished | poliert | polished | finish | glossy
matt | matt, mattiert | matt, matte | finish
glossy | glänzend, hochglänzend, Hochglanz | glossy, high-gloss, shiny | finish
zip | Reißverschluss, Reissverschluss, Zipper, Frontreißverschluss | zip, zipper, zip fastening, front zip | closing
buttoned | Knopfleiste, Knopfverschluss, geknöpft, Druckknöpfe, Druckknopf | button placket, button fastening, press studs, snap buttons | closing
velcro | Klettverschluss, Klett, Klettverschlüsse | velcro, hook-and-loop, velcro fastening | closing
laces | Schnürung, Schnürsenkel, Schnürverschluss | laces, lacing, lace-up | closing
buckle | Schnallenverschluss, Dornschließe | pin buckle, buckle fastening | closing
slip-on | Schlupfschuh, zum Hineinschlüpfen | slip-on | closing
round-neck | Rundhals, Rundhalsausschnitt | crew neck, round neck | neck
v-neck | V-Ausschnitt | V-neck | neck
roll-neck | Rollkragen | roll neck, turtleneck, polo neck | neck
stand-up-collar | Stehkragen | stand-up collar, stand collar | neck
plain | einfarbig, uni, unifarben | plain, solid-coloured | pattern
striped | gestreift | striped | pattern
chequered | kariert | checked, chequered, plaid | pattern
dotted | gepunktet | dotted, polka dot, polka-dot | pattern
floral | geblümt, Blumenmuster | floral | pattern
slim | Slim Fit, schmal geschnitten, eng geschnitten, figurbetont, enganliegend | slim fit, slim-fit, tight fit, close-fitting, tight cut | fit
regular | Regular Fit, normal geschnitten | regular fit, regular-fit | fit
loose | Loose Fit, weit geschnitten, Relaxed Fit, Oversize, lockere Passform, locker | loose fit, loose-fit, relaxed fit, oversized, relaxed | fit
women | Damen, Frauen | women, women's, ladies, ladies' | for
men | Herren, Männer | men, men's, gentlemen | for
close-toe | Close-Toe, geschlossene Spitze | close-toe, closed-toe, closed toe | toe
open-toe | Open-Toe, zehenoffen | open-toe, open toe | toe
oiled | geölt | oiled | wood-finish
lacquered | lackiert | lacquered, varnished | wood-finish
battery-powered | akkubetrieben, batteriebetrieben, Akkubetrieb, Batteriebetrieb | battery-powered, battery-operated | drive
mains-powered | Netzbetrieb, netzbetrieben | mains-powered, mains powered | drive
solar-powered | solarbetrieben, Solarbetrieb | solar-powered | drive
dry | trocken | dry | taste
off-dry | halbtrocken | off-dry, medium dry | taste
sweet | lieblich, süß | sweet | taste
dry-skin | trockene Haut | dry skin | skin
oily-skin | fettige Haut, fettig | oily skin, oily | skin
combination-skin | Mischhaut | combination skin | skin
mature-skin | reife Haut | mature skin | skin
normal-skin | normale Haut | normal skin | skin
sensitive-skin | empfindliche Haut, sensible Haut | sensitive skin | skin
usb-c | USB-C | USB-C | usb
micro-usb | Micro-USB | micro-USB | usb
lightning | Lightning | Lightning | usb
round | rund | round | shape
square | quadratisch | square | shape
oval | oval | oval | shape
rectangular | rechteckig | rectangular | shape
vanilla | Vanille | vanilla | flavour
chocolate | Schokolade, Schoko | chocolate | flavour
strawberry | Erdbeere, Erdbeer | strawberry | flavour
banana | Banane | banana | flavour
peppermint | Pfefferminz, Pfefferminze | peppermint | flavour
lemon-flavour | Zitrone | lemon | flavour
raspberry | Himbeere | raspberry | flavour
apple | Apfel | apple | flavour
caramel | Karamell | caramel | flavour
`

/** Claims that have to be in the data; per line: id, German words, English words. */
const REGULATED = `
recycled | recycelt, recycled, recyceltem, wiederverwertet, Recyclingmaterial | recycled
organic | Bio, biologisch angebaut, aus biologischem Anbau, aus kontrolliert biologischem Anbau, ökologisch angebaut, Bio-Qualität, kbA | organic, organically grown
vegan | vegan | vegan
vegetarian | vegetarisch | vegetarian
pfc-free | PFC-frei, PFAS-frei, ohne PFC, ohne PFAS, frei von PFC, frei von PFAS | PFC-free, PFAS-free, without PFC, without PFAS, free of PFC, free from PFC, free from PFAS
bpa-free | BPA-frei, ohne BPA, frei von BPA | BPA-free, without BPA, free of BPA, free from BPA
gluten-free | glutenfrei | gluten-free
lactose-free | laktosefrei | lactose-free
sugar-free | zuckerfrei, ohne Zucker | sugar-free
nickel-free | nickelfrei | nickel-free
solvent-free | lösemittelfrei, lösungsmittelfrei | solvent-free
hypoallergenic | hypoallergen, allergikerfreundlich | hypoallergenic
dermatologically-tested | dermatologisch getestet | dermatologically tested
cruelty-free | tierversuchsfrei, ohne Tierversuche | cruelty-free, not tested on animals
fair-trade | Fair Trade, Fairtrade, fair gehandelt | fair trade, fairtrade
fsc | FSC, FSC-zertifiziert | FSC, FSC-certified
gots | GOTS, GOTS-zertifiziert | GOTS, GOTS-certified
oeko-tex | OEKO-TEX, Öko-Tex | OEKO-TEX
bluesign | bluesign | bluesign
blauer-engel | Blauer Engel, Blauen Engel | Blue Angel
eu-organic | EU-Bio-Siegel, Bio-Siegel | EU organic label
tuev | TÜV, TÜV-geprüft | TÜV
gs | GS-Zeichen, geprüfte Sicherheit | GS mark
ce | CE-Kennzeichen, CE-zertifiziert | CE mark, CE-certified
rds | Responsible Down Standard, RDS | Responsible Down Standard, RDS
mulesing-free | mulesingfrei, mulesing-frei | mulesing-free
msc | MSC-zertifiziert, MSC | MSC-certified, MSC
certified | zertifiziert, Zertifikat, Zertifizierung | certified, certificate, certification
eu-ecolabel | EU Ecolabel, EU-Umweltzeichen | EU Ecolabel
nordic-swan | Nordischer Schwan | Nordic Swan
natrue | NATRUE | NATRUE
ecocert | ECOCERT | ECOCERT
cosmos | COSMOS Organic, COSMOS Natural | COSMOS Organic, COSMOS Natural
rainforest | Rainforest Alliance | Rainforest Alliance
utz | UTZ | UTZ
pefc | PEFC | PEFC
demeter | Demeter | Demeter
bioland | Bioland | Bioland
naturland | Naturland | Naturland
leaping-bunny | Leaping Bunny | Leaping Bunny
energy-star | Energy Star | Energy Star
spiel-gut | spiel gut | spiel gut
chlorine-free | chlorfrei | chlorine-free
biodegradable | biologisch abbaubar, kompostierbar | biodegradable, compostable
winner | Testsieger, Testsiegerin, Preis-Leistungs-Sieger | test winner, best in test
warentest | Stiftung Warentest, ÖKO-TEST, Öko-Test | Stiftung Warentest, Which? Best Buy
award | ausgezeichnet mit, preisgekrönt, Auszeichnung, Designpreis, Red Dot Award, Red Dot, iF Design Award, ISPO Award, German Design Award | award-winning, award, Red Dot, iF Design Award, ISPO Award, prize-winning
`

const featuresOf = (table: string, isRegulated: boolean): readonly Feature[] =>
  readTable(table).map(([id = '', de, en, group = '', implies]) => ({
    id,
    de: members(de),
    en: members(en),
    group,
    implies: members(implies),
    isRegulated,
  }))

/** The groups of the table of choices; the first English word names a kind. */
const chosen: readonly Feature[] = Object.entries(CHOICES).flatMap(([group, kinds]) =>
  kinds.split(';').map((kind) => {
    const [de, en] = kind.split('=').map(members)
    return { id: `${group}:${en?.[0] ?? ''}`, de: de ?? [], en: en ?? [], group, implies: [], isRegulated: false }
  }),
)

export const FEATURES: readonly Feature[] = [...chosen, ...featuresOf(TABLE, false), ...featuresOf(REGULATED, true)]
