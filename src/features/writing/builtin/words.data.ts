/** Words of product data in German and English. Nouns stand in the table of the grammar; these are the others. */

type Pairs = Readonly<Record<string, string>>

/** 'a=b' pairs, separated by commas and line breaks. */
function pairs(text: string): Pairs {
  return Object.fromEntries(
    text
      .split(/[,\n]/)
      .map((pair) => pair.trim().split('='))
      .flatMap(([german, english]) => (german !== undefined && english !== undefined ? [[german, english]] : [])),
  )
}

export const COLOUR_WORDS: Pairs = pairs(`
  schwarz=black, weiß=white, rot=red, blau=blue, grün=green, gelb=yellow, grau=grey, braun=brown, orange=orange, rosa=pink, pink=pink,
  lila=purple, violett=violet, türkis=turquoise, beige=beige, creme=cream, silber=silver, silbern=silver, gold=gold, golden=golden, kupfer=copper,
  bronze=bronze, anthrazit=anthracite, khaki=khaki, oliv=olive, petrol=petrol, mint=mint, bordeaux=burgundy, weinrot=wine red, dunkelrot=dark red,
  hellrot=light red, dunkelblau=dark blue, hellblau=light blue, nachtblau=midnight blue, marineblau=navy blue, marine=navy, navy=navy, himmelblau=sky blue,
  dunkelgrün=dark green, hellgrün=light green, moosgrün=moss green, olivgrün=olive green, tannengrün=fir green, waldgrün=forest green,
  dunkelgrau=dark grey, hellgrau=light grey, schiefergrau=slate grey, dunkelbraun=dark brown, hellbraun=light brown, cognac=cognac, camel=camel,
  sand=sand, taupe=taupe, natur=natural, transparent=transparent, bunt=multicoloured, mehrfarbig=multicoloured, senfgelb=mustard, senf=mustard,
  zitronengelb=lemon yellow, rostrot=rust red, rost=rust, koralle=coral, lachs=salmon, aubergine=aubergine, beere=berry, indigo=indigo,
  rosé=rosé, roségold=rose gold, champagner=champagne, elfenbein=ivory, denim=denim, altrosa=dusky pink, königsblau=royal blue, tannengrün=fir green,
  walnuss=walnut, eiche=oak, nussbaum=walnut`)

export const ADJECTIVE_WORDS: Pairs = pairs(`
  wasserdicht=waterproof, wasserabweisend=water-repellent, winddicht=windproof, windabweisend=wind-resistant, atmungsaktiv=breathable, recycelt=recycled,
  dehnbar=stretchy, elastisch=elastic, gefüttert=lined, wattiert=padded, gepolstert=padded, gestrickt=knitted, gewebt=woven, gebürstet=brushed, poliert=polished,
  lackiert=lacquered, geölt=oiled, massiv=solid, faltbar=foldable, klappbar=folding, verstellbar=adjustable, höhenverstellbar=height-adjustable,
  abnehmbar=removable, herausnehmbar=removable, waschbar=washable, maschinenwaschbar=machine-washable, spülmaschinenfest=dishwasher-safe,
  spülmaschinengeeignet=dishwasher-safe, mikrowellengeeignet=microwave-safe, backofenfest=ovenproof, bügelfrei=non-iron, knitterfrei=crease-free,
  rutschfest=non-slip, kratzfest=scratch-resistant, stoßfest=shockproof, hitzebeständig=heat-resistant, stapelbar=stackable, wiederverwendbar=reusable,
  wiederaufladbar=rechargeable, kabellos=wireless, dimmbar=dimmable, digital=digital, mechanisch=mechanical, automatisch=automatic, manuell=manual,
  elektrisch=electric, leicht=lightweight, schwer=heavy, weich=soft, fein=fine, robust=robust, strapazierfähig=hard-wearing, stabil=sturdy, flexibel=flexible,
  kompakt=compact, klein=small, groß=large, lang=long, kurz=short, breit=wide, schmal=narrow, eng=close-fitting, weit=wide, locker=loose, lässig=casual,
  schlank=slim, gerade=straight, oversized=oversized, tailliert=fitted, klassisch=classic, modern=modern, sportlich=sporty, elegant=elegant, schlicht=plain,
  gestreift=striped, kariert=checked, gepunktet=dotted, geblümt=floral, einfarbig=plain, bedruckt=printed, bestickt=embroidered, gemustert=patterned, uni=plain,
  rund=round, oval=oval, eckig=square, quadratisch=square, rechteckig=rectangular, matt=matt, glänzend=glossy, transparent=transparent, blickdicht=opaque,
  ärmellos=sleeveless, langärmlig=long-sleeved, kurzärmlig=short-sleeved, knielang=knee-length, hochgeschlossen=high-necked, nahtlos=seamless,
  vegan=vegan, vegetarisch=vegetarian, glutenfrei=gluten-free, laktosefrei=lactose-free, alkoholfrei=alcohol-free, zuckerfrei=sugar-free, parfümfrei=fragrance-free,
  handgemacht=handmade, handgefertigt=handmade, dicht=dense, warm=warm, kühl=cool, trocken=dry, mild=mild, kräftig=strong, süß=sweet, herb=dry, würzig=spicy, fruchtig=fruity,
  natürlich=natural, pflanzlich=plant-based, frostsicher=frost-proof, wetterfest=weatherproof, reißfest=tear-resistant, abriebfest=abrasion-resistant, rostfrei=rustproof`)

/** What something is used for, and other words without an article. */
export const PLAIN_WORDS: Pairs = pairs(`
  Wandern=hiking, Trekking=trekking, Bergsteigen=mountaineering, Klettern=climbing, Camping=camping, Laufen=running, Joggen=jogging, Trailrunning=trail running,
  Radfahren=cycling, Schwimmen=swimming, Yoga=yoga, Fitness=fitness, Skifahren=skiing, Snowboarden=snowboarding, Surfen=surfing, Kitesurfen=kitesurfing,
  Segeln=sailing, Angeln=fishing, Reiten=riding, Tanzen=dancing, Fußball=football, Tennis=tennis, Golf=golf, Alltag=everyday life, Freizeit=leisure, Büro=the office,
  Reise=travel, Reisen=travelling, Urlaub=holidays, Schule=school, Party=party, Hochzeit=weddings, Outdoor=the outdoors, Garten=the garden, Küche=the kitchen,
  Bad=the bathroom, Wohnzimmer=the living room, Schlafzimmer=the bedroom, Kinderzimmer=the children's room, Frühling=spring, Sommer=summer, Herbst=autumn, Winter=winter,
  Ganzjährig=all year round, Damen=women, Herren=men, Kinder=children, Jungen=boys, Mädchen=girls, Babys=babies, Erwachsene=adults,
  Handwäsche=hand wash, Maschinenwäsche=machine wash, Feinwäsche=delicate wash, nicht bügeln=do not iron, nicht bleichen=do not bleach,
  nicht trocknergeeignet=do not tumble dry, chemische Reinigung=dry clean, Reißverschluss=zip, Knopfleiste=button placket, Knöpfe=buttons,
  Schnürung=lacing, Klettverschluss=hook-and-loop fastening, Schnalle=buckle, Druckknöpfe=press studs, Rundhals=crew neck, V-Ausschnitt=V-neck,
  Rollkragen=roll neck, Stehkragen=stand-up collar, Kapuze=hood, Deutsch=German, Englisch=English, Vanille=vanilla, Lavendel=lavender, Zitrone=lemon, Erdbeere=strawberry`)

/** English nouns of what shops sell that are no translation in the grammar's table. */
export const ENGLISH_NOUNS: ReadonlySet<string> = new Set(
  `beanie wetsuit daypack pillow backpack hoodie sweater sweatshirt dress skirt sneaker tee longsleeve mug pot earbud speaker charger phone tv mouse wallet purse
  handbag tote suitcase throw curtain pillowcase duvet towel bathrobe robe soap moisturiser moisturizer perfume necklace bracelet earring watch cap
  mitten slipper heel flat microspike toy puzzle game novel planner pencil bicycle tire rucksack holdall duffel pouch lunchbox flask tumbler
  thermos kettle grinder espresso teapot plate bowl dish tray cutlery saucepan skillet wok oven fridge freezer vacuum heater fan lamp lantern torch
  flashlight bulb mirror frame poster print vase planter pot bench stool desk chair armchair sofa couch table shelf bookcase wardrobe dresser bed mattress
  topper crib pram stroller carrier bib romper onesie nappy leash collar harness crate litter feeder seed fertiliser spade shovel rake hose sprinkler mower
  drill saw hammer wrench screwdriver ladder toolbox paint brush roller sander jacket parka anorak vest gilet fleece coat blazer suit tie belt
  sock stocking bra bikini swimsuit trunks legging jogger trouser jean short shirt blouse polo cardigan jumper pullover scarf glove hat`.split(
    /\s+/,
  ),
)
