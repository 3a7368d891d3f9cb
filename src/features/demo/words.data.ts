/** The vocabulary of the demo shop's catalogue: invented brands, model names, colours, materials and further sentences. */
import type { Text } from '../../core/lang.ts'
import type { TextGroup } from './families.data.ts'

const t = (de: string, en: string): Text => ({ de, en })

export const BRANDS = [
  'Fjellvind',
  'Alpkamm',
  'Rauhfels',
  'Tannwald & Söhne',
  'Kaltbach',
  'Steigholm',
  'Morgengrat',
  'Lumika',
  'Firnzeit',
  'Moorläufer',
  'Granitza',
  'Wiesengrund',
] as const

export const MODELS = [
  'Fjell',
  'Brocken',
  'Arnika',
  'Dohle',
  'Rhön',
  'Luchs',
  'Zirbe',
  'Passat',
  'Habicht',
  'Eifel',
  'Gams',
  'Lech',
  'Föhn',
  'Enzian',
  'Milan',
  'Harz',
  'Birke',
  'Isar',
  'Murmel',
  'Wacholder',
  'Bora',
  'Steinbock',
  'Lärche',
  'Oder',
  'Sturmmöwe',
  'Distel',
  'Kiefer',
  'Falke',
  'Spessart',
  'Brise',
  'Uhu',
  'Elbe',
  'Heide',
  'Marder',
  'Quelle',
  'Rötel',
  'Sperber',
  'Tauern',
  'Ulme',
  'Vogelsberg',
  'Wiesel',
  'Ammer',
  'Bussard',
  'Dachs',
  'Esche',
  'Fichte',
  'Grimbart',
  'Hasel',
  'Iltis',
  'Käuzchen',
  'Linde',
  'Mosel',
  'Nebelkrähe',
  'Otter',
  'Pfeifgras',
  'Rabe',
  'Schwalbe',
  'Taiga',
  'Unstrut',
  'Weide',
] as const

export const COLOURS = [
  { code: 'SCH', name: t('Schwarz', 'Black') },
  { code: 'PET', name: t('Petrol', 'Petrol') },
  { code: 'MOS', name: t('Moosgrün', 'Moss Green') },
  { code: 'ROS', name: t('Rostrot', 'Rust Red') },
  { code: 'NAC', name: t('Nachtblau', 'Midnight Blue') },
  { code: 'GRA', name: t('Schiefergrau', 'Slate Grey') },
  { code: 'SEN', name: t('Senfgelb', 'Mustard') },
  { code: 'BEE', name: t('Beere', 'Berry') },
  { code: 'SAN', name: t('Sand', 'Sand') },
  { code: 'TAN', name: t('Tannengrün', 'Fir Green') },
] as const

/** Materials in the nominative, so that they can follow 'Verarbeitet ist ...'. */
export const MATERIALS: Readonly<Record<TextGroup, readonly Text[]>> = {
  shell: [
    t('recyceltes Polyamid', 'recycled polyamide'),
    t('dicht gewebtes Polyester', 'densely woven polyester'),
    t('dehnbares Polyamid', 'stretch polyamide'),
  ],
  warm: [
    t('recyceltes Polyester', 'recycled polyester'),
    t('leichtes Polyamid', 'lightweight polyamide'),
    t('weiches Mikrofasergewebe', 'soft microfibre'),
  ],
  trousers: [
    t('robustes Polyamid', 'robust polyamide'),
    t('dehnbares Mischgewebe', 'stretch blended fabric'),
    t('recyceltes Polyamid', 'recycled polyamide'),
  ],
  base: [
    t('feine Merinowolle', 'fine merino wool'),
    t('recyceltes Polyester', 'recycled polyester'),
    t('eine Mischung aus Wolle und Polyamid', 'a blend of wool and polyamide'),
  ],
  accessory: [
    t('weiche Schurwolle', 'soft virgin wool'),
    t('winddichtes Fleece', 'windproof fleece'),
    t('elastisches Polyester', 'elastic polyester'),
  ],
  shoe: [
    t('gewachstes Nubukleder', 'waxed nubuck leather'),
    t('abriebfestes Gewebe', 'abrasion-resistant fabric'),
    t('Rauleder mit Gewebeeinsätzen', 'suede with fabric inserts'),
  ],
  pack: [
    t('reißfestes Polyamid', 'ripstop polyamide'),
    t('recyceltes Polyester', 'recycled polyester'),
    t('beschichtetes Gewebe', 'coated fabric'),
  ],
  shelter: [
    t('silikonbeschichtetes Polyamid', 'silicone-coated polyamide'),
    t('reißfestes Polyester', 'ripstop polyester'),
  ],
  sleep: [t('weiches Polyester', 'soft polyester'), t('leichtes Polyamid', 'lightweight polyamide')],
  kitchen: [
    t('eloxiertes Aluminium', 'anodised aluminium'),
    t('rostfreier Edelstahl', 'stainless steel'),
    t('leichtes Titan', 'lightweight titanium'),
  ],
  bottle: [
    t('rostfreier Edelstahl', 'stainless steel'),
    t('bruchfester Kunststoff', 'unbreakable plastic'),
    t('robustes Copolyester', 'sturdy copolyester'),
  ],
  light: [
    t('schlagfester Kunststoff', 'impact-resistant plastic'),
    t('Aluminium mit Gummirand', 'aluminium with a rubber rim'),
  ],
  poles: [t('hochfestes Aluminium', 'high-strength aluminium'), t('steifes Carbon', 'stiff carbon')],
  climb: [t('hochfestes Polyamid', 'high-strength polyamide'), t('robustes Polyester', 'robust polyester')],
  snow: [t('kältefester Kunststoff', 'cold-resistant plastic'), t('rostfreier Edelstahl', 'stainless steel')],
  kit: [t('rostfreier Stahl', 'stainless steel'), t('wasserabweisendes Gewebe', 'water-repellent fabric')],
  sandal: [t('abriebfestes Gewebe', 'abrasion-resistant fabric'), t('weiches Nubukleder', 'soft nubuck leather')],
  climbShoe: [t('Rauleder mit Mikrofaser', 'suede with microfibre'), t('veganes Mikrofasergewebe', 'vegan microfibre')],
  furniture: [t('reißfestes Polyester', 'ripstop polyester')],
  supply: [t('Metall', 'metal')],
  filter: [t('bruchfester Kunststoff', 'unbreakable plastic')],
  knife: [
    t('rostfreier Stahl', 'stainless steel'),
    t('rostfreier Stahl mit Olivenholz', 'stainless steel with olive wood'),
  ],
  gaiter: [t('beschichtetes Gewebe', 'coated fabric'), t('reißfestes Polyamid', 'ripstop polyamide')],
  spikes: [t('rostfreier Edelstahl', 'stainless steel'), t('gehärteter Stahl', 'hardened steel')],
  vest: [t('recyceltes Polyester', 'recycled polyester'), t('leichtes Polyamid', 'lightweight polyamide')],
  rope: [t('hochfestes Polyamid', 'high-strength polyamide')],
  cover: [t('reißfestes Polyamid', 'ripstop polyamide'), t('beschichtetes Gewebe', 'coated fabric')],
}

export const FEATURES: Readonly<Record<TextGroup, readonly Text[]>> = {
  shell: [
    t('Die Kapuze lässt sich mit einer Hand verstellen.', 'The hood adjusts with one hand.'),
    t(
      'Unterarmreißverschlüsse sorgen beim Aufstieg für frische Luft.',
      'Underarm zips let in fresh air on the way up.',
    ),
    t(
      'Zwei große Taschen bleiben auch mit Hüftgurt erreichbar.',
      'Two large pockets stay within reach with a hip belt on.',
    ),
    t(
      'Die Ärmel sind vorgeformt und rutschen beim Klettern nicht hoch.',
      'The sleeves are shaped and do not ride up when climbing.',
    ),
  ],
  warm: [
    t('Der hohe Kragen schließt am Kinn weich ab.', 'The high collar ends softly at the chin.'),
    t('Elastische Bündchen halten die Wärme am Körper.', 'Elastic cuffs keep the warmth close to the body.'),
    t('In die Brusttasche passen Karte und Telefon.', 'A map and a phone fit into the chest pocket.'),
    t('Flache Nähte tragen unter dem Rucksack nicht auf.', 'Flat seams do not press under a rucksack.'),
  ],
  trousers: [
    t('Die Knie sind vorgeformt und verstärkt.', 'The knees are shaped and reinforced.'),
    t('Ein breiter Bund drückt auch unter dem Hüftgurt nicht.', 'A wide waistband does not press under a hip belt.'),
    t('Fünf Taschen nehmen Karte, Messer und Riegel auf.', 'Five pockets take a map, a knife and a bar.'),
    t('Die Beinweite lässt sich am Saum verstellen.', 'The leg width adjusts at the hem.'),
  ],
  base: [
    t('Flache Nähte verhindern Reibung auf der Haut.', 'Flat seams prevent chafing.'),
    t('Der Schnitt lässt den Schultern viel Bewegung.', 'The cut leaves plenty of freedom at the shoulders.'),
    t('Gerüche setzen sich kaum fest.', 'Odours hardly take hold.'),
    t('Das Gewebe bleibt lange formbeständig.', 'The fabric keeps its shape for a long time.'),
  ],
  accessory: [
    t('Ein weiches Futter liegt angenehm auf der Haut.', 'A soft lining is pleasant on the skin.'),
    t('Das Gewebe trocknet über Nacht.', 'The fabric dries overnight.'),
    t('Der Sitz bleibt auch nach vielen Wintern gut.', 'The fit stays good even after many winters.'),
    t('Reflektierende Fäden machen in der Dämmerung sichtbar.', 'Reflective threads make you visible at dusk.'),
  ],
  shoe: [
    t(
      'Die griffige Sohle bleibt auch auf nassem Untergrund verlässlich.',
      'The grippy sole stays reliable on wet ground.',
    ),
    t('Eine verstärkte Kappe schützt die Zehen.', 'A reinforced cap protects the toes.'),
    t('Das Fußbett lässt sich herausnehmen und waschen.', 'The footbed can be taken out and washed.'),
    t('Die Schnürung verteilt den Druck gleichmäßig.', 'The lacing spreads the pressure evenly.'),
  ],
  pack: [
    t('Der Boden ist doppelt verstärkt.', 'The bottom is doubly reinforced.'),
    t('Alle Verschlüsse lassen sich mit Handschuhen bedienen.', 'All closures work with gloves on.'),
    t('Die Nähte sind sauber verarbeitet und halten viel aus.', 'The seams are cleanly made and can take a lot.'),
    t('Reflektierende Punkte erhöhen die Sicherheit im Dunkeln.', 'Reflective dots add safety in the dark.'),
  ],
  shelter: [
    t('Alle Nähte sind versiegelt.', 'All seams are sealed.'),
    t('Die Abspannleinen reflektieren im Licht der Stirnlampe.', 'The guy lines reflect the light of a headlamp.'),
    t('Farbige Markierungen erleichtern den Aufbau.', 'Coloured markings make pitching easier.'),
    t('Ein Reparaturset liegt bei.', 'A repair kit is included.'),
  ],
  sleep: [
    t('Der Packbeutel wird mitgeliefert.', 'A stuff sack is included.'),
    t('Die Oberfläche fühlt sich weich an und raschelt nicht.', 'The surface feels soft and does not rustle.'),
    t('Das Material ist hautfreundlich und waschbar.', 'The material is kind to the skin and washable.'),
    t('Kleine Schäden lassen sich unterwegs leicht flicken.', 'Small damages are easily patched on the way.'),
  ],
  kitchen: [
    t('Alles lässt sich nach dem Essen leicht reinigen.', 'Everything is easy to clean after the meal.'),
    t(
      'Das kleine Packmaß lässt im Rucksack Platz für anderes.',
      'The small pack size leaves room in the rucksack for other things.',
    ),
    t('Auf Tour hat sich die einfache Handhabung bewährt.', 'Its simple handling has proved itself on tour.'),
    t('Auch bei Minusgraden ist Verlass darauf.', 'You can rely on it below freezing too.'),
  ],
  bottle: [
    t('Der Deckel lässt sich mit einer Hand öffnen.', 'The lid opens with one hand.'),
    t('Die weite Öffnung erleichtert das Befüllen.', 'The wide mouth makes filling easy.'),
    t('Ersatzteile sind einzeln erhältlich.', 'Spare parts are sold separately.'),
    t('Eine Schlaufe befestigt alles am Rucksack.', 'A loop fixes it to your rucksack.'),
  ],
  light: [
    t(
      'Ein rotes Licht schont die an das Dunkel gewöhnten Augen.',
      'A red light spares eyes that are used to the dark.',
    ),
    t('Das Gehäuse ist gegen Regen geschützt.', 'The housing is protected against rain.'),
    t('Die Helligkeit lässt sich in drei Stufen wählen.', 'The brightness has three levels.'),
    t('Eine Anzeige meldet den Ladestand.', 'An indicator shows the charge.'),
  ],
  poles: [
    t('Griffe aus Kork nehmen Feuchtigkeit auf.', 'Cork grips absorb moisture.'),
    t('Die Schlaufen sind gepolstert und schnell eingestellt.', 'The straps are padded and quickly adjusted.'),
    t(
      'Teller für Schnee und Gummipuffer für Asphalt liegen bei.',
      'Snow baskets and rubber tips for tarmac are included.',
    ),
    t('Hebelverschlüsse halten auch bei Frost.', 'Lever locks hold in frost too.'),
  ],
  climb: [
    t('Die Verarbeitung ist auf viele Jahre ausgelegt.', 'The workmanship is made for many years.'),
    t('Eine bebilderte Anleitung liegt bei.', 'Illustrated instructions are included.'),
    t('Jedes Stück wird vor der Auslieferung geprüft.', 'Every piece is checked before delivery.'),
    t('Farbige Kontraste erleichtern den Partnercheck.', 'Colour contrasts make the partner check easier.'),
  ],
  snow: [
    t('Die Bindung hält auch bei tiefem Frost.', 'The binding holds in deep frost.'),
    t('Kräftige Zacken geben im Steilen Halt.', 'Strong teeth give hold on steep ground.'),
    t('Ein Tragebeutel schützt den Rucksack.', 'A carrying bag protects your rucksack.'),
    t('Im Schnee fällt die leuchtende Farbe sofort auf.', 'The bright colour stands out in the snow.'),
  ],
  kit: [
    t('Das Format passt in jede Deckeltasche.', 'The format fits into any lid pocket.'),
    t('Der Reißverschluss läuft ganz um die Tasche herum.', 'The zip runs all the way round the pouch.'),
    t('Eine Kurzanleitung liegt bei.', 'A short guide is included.'),
    t('Die Handhabung ist auch mit kalten Fingern einfach.', 'It is easy to handle even with cold fingers.'),
  ],
  sandal: [
    t('Die Riemen sind weich unterlegt und einzeln verstellbar.', 'The straps are softly lined and adjust one by one.'),
    t('Die griffige Sohle hält auch auf nassen Steinen.', 'The grippy sole holds on wet stones too.'),
    t('Das Fußbett passt sich mit der Zeit dem Fuß an.', 'The footbed adapts to your foot over time.'),
  ],
  climbShoe: [
    t('Der gespannte Fersenrand bringt Druck auf die Zehen.', 'The tensioned heel rand brings pressure to the toes.'),
    t('Zwei Klettverschlüsse lassen sich schnell öffnen.', 'Two hook-and-loop straps open quickly.'),
    t('Die Sohle lässt sich neu besohlen.', 'The shoe can be resoled.'),
  ],
  furniture: [
    t('Der Packbeutel wird mitgeliefert.', 'A stuff sack is included.'),
    t('Die Nähte sind doppelt gesetzt.', 'The seams are double-stitched.'),
    t('Auf- und Abbau gelingen ohne Werkzeug.', 'It goes up and down without tools.'),
  ],
  supply: [
    t('Die Dosierung ist einfach.', 'It is easy to portion.'),
    t('Auf Tour hat sich die einfache Handhabung bewährt.', 'Its simple handling has proved itself on tour.'),
    t(
      'Bei kühler und trockener Lagerung ist die Haltbarkeit lang.',
      'It keeps for a long time in a cool and dry place.',
    ),
  ],
  filter: [
    t('Hohlfasern halten Bakterien und Schwebstoffe zurück.', 'Hollow fibres hold back bacteria and sediment.'),
    t('Ersatzteile sind einzeln erhältlich.', 'Spare parts are sold separately.'),
    t('Das Gewinde passt auf viele Flaschen.', 'The thread fits many bottles.'),
  ],
  knife: [
    t('Die Klinge rastet sicher ein.', 'The blade locks safely.'),
    t('Alle Werkzeuge lassen sich leicht ausklappen.', 'All tools fold out easily.'),
    t('Eine Öse nimmt eine Sicherungsschnur auf.', 'An eyelet takes a lanyard.'),
  ],
  gaiter: [
    t('Ein verstellbarer Riemen läuft unter der Sohle.', 'An adjustable strap runs under the sole.'),
    t('Die Innenseite ist gegen scharfe Kanten verstärkt.', 'The inside is reinforced against sharp edges.'),
    t('Ein Haken hält die Vorderseite an der Schnürung.', 'A hook holds the front to the laces.'),
  ],
  spikes: [
    t('Kräftige Zacken geben im Steilen Halt.', 'Strong teeth give hold on steep ground.'),
    t('Ein Tragebeutel schützt den Rucksack.', 'A carrying bag protects your rucksack.'),
    t('Das Gummi bleibt auch bei Frost dehnbar.', 'The rubber stays stretchy in frost.'),
  ],
  vest: [
    t('Der hohe Kragen schließt am Kinn weich ab.', 'The high collar ends softly at the chin.'),
    t('Zwei warme Taschen nehmen kalte Hände auf.', 'Two warm pockets take cold hands.'),
    t('Die Armausschnitte sind elastisch eingefasst.', 'The armholes have an elastic edge.'),
  ],
  rope: [
    t('Eine Mittelmarkierung erleichtert das Abseilen.', 'A middle mark makes abseiling easier.'),
    t('Der Mantel ist besonders abriebfest.', 'The sheath is especially hard-wearing.'),
    t('Die Enden sind sauber verschweißt.', 'The ends are neatly sealed.'),
  ],
  cover: [
    t('Die Nähte sind sauber verarbeitet und halten viel aus.', 'The seams are cleanly made and can take a lot.'),
    t('Die leuchtende Innenseite hilft beim Suchen.', 'The bright inside helps when searching.'),
    t('Reflektierende Punkte erhöhen die Sicherheit im Dunkeln.', 'Reflective dots add safety in the dark.'),
  ],
}

/** What people type into the shop's search and find nothing for. */
export const EMPTY_SEARCHES = [
  'lawinenairbag',
  'gps uhr',
  'kajak',
  'fahrradhelm kinder',
  'zelt heizung',
  'skibrille',
  'gutschein',
  'hundegeschirr',
  'hose lang herren 58',
] as const

export const RETURN_REASONS: Readonly<Record<'size' | 'other', readonly string[]>> = {
  size: ['Passt nicht: zu klein', 'Passt nicht: zu groß', 'Gefällt nicht', 'Anders als beschrieben'],
  other: ['Gefällt nicht', 'Anders als beschrieben', 'Beschädigt angekommen', 'Zu spät geliefert'],
}
