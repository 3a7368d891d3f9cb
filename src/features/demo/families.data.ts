/**
 * What the demo shop sells: one row per family of products with its words, prices, demand and texts. `{m}` in a text
 * stands for the model's name. Prices are euros including VAT, `share` is the family's weight among all units sold.
 */
import type { Text } from '../../core/lang.ts'

/** Monthly demand, January first; normalised to a mean of one where it is used. */
export const YEAR_PROFILES = {
  rain: [0.8, 0.75, 0.95, 1.15, 1.05, 0.95, 0.95, 1, 1.2, 1.35, 1.15, 0.9],
  winter: [1.6, 1.3, 0.8, 0.45, 0.3, 0.25, 0.25, 0.35, 0.8, 1.5, 2, 2.1],
  insulation: [1.2, 1, 0.9, 0.8, 0.6, 0.5, 0.5, 0.7, 1.2, 1.6, 1.7, 1.5],
  hiking: [0.6, 0.65, 0.95, 1.25, 1.4, 1.3, 1.2, 1.15, 1.15, 0.95, 0.7, 0.8],
  camping: [0.45, 0.5, 0.8, 1.15, 1.55, 1.7, 1.65, 1.3, 0.85, 0.55, 0.45, 0.65],
  climbing: [0.75, 0.8, 0.95, 1.15, 1.25, 1.2, 1.1, 1.1, 1.05, 0.95, 0.8, 1],
  light: [1.2, 1, 0.85, 0.75, 0.7, 0.7, 0.7, 0.85, 1.15, 1.35, 1.4, 1.5],
  snow: [2.2, 1.7, 0.7, 0.2, 0.1, 0.05, 0.05, 0.1, 0.3, 0.9, 2, 2.6],
  steady: [0.9, 0.9, 0.95, 1, 1, 1, 1, 1, 1, 1, 1.05, 1.25],
} as const
export type YearProfile = keyof typeof YEAR_PROFILES

export type SpecKind =
  | 'waterColumn'
  | 'weight'
  | 'fabric'
  | 'loft'
  | 'temperature'
  | 'volume'
  | 'persons'
  | 'insulation'
  | 'lumen'
  | 'burnTime'
  | 'power'
  | 'poleLength'
  | 'ropeLength'
  | 'diameter'
  | 'content'
  | 'load'
  | 'pieces'
  | 'energy'

/** A measured property and its range from the plainest model to the best one (the second may be the smaller number). */
type Spec = readonly [kind: SpecKind, plain: number, best: number]

export type TextGroup =
  | 'shell'
  | 'warm'
  | 'trousers'
  | 'base'
  | 'accessory'
  | 'shoe'
  | 'pack'
  | 'shelter'
  | 'sleep'
  | 'kitchen'
  | 'bottle'
  | 'light'
  | 'poles'
  | 'climb'
  | 'snow'
  | 'kit'
  | 'sandal'
  | 'climbShoe'
  | 'furniture'
  | 'supply'
  | 'filter'
  | 'knife'
  | 'gaiter'
  | 'spikes'
  | 'vest'
  | 'rope'
  | 'cover'

export interface Family {
  readonly key: string
  readonly code: string
  readonly noun: Text
  /** Grammatical gender of the German noun; 'p' is a plural word. */
  readonly gender: 'f' | 'm' | 'n' | 'p'
  /** Whether the English noun takes 'they'. */
  readonly enPlural: boolean
  readonly category: string
  readonly group: TextGroup
  readonly models: number
  readonly priceEuro: readonly [number, number]
  readonly share: number
  /** Own-price elasticity: units change with (price / list price) to the power of minus this. */
  readonly elasticity: number
  readonly profile: YearProfile
  /** Effect of one standard deviation of rain and of cold on the logarithm of demand. */
  readonly rain: number
  readonly cold: number
  readonly returnRate: number
  readonly sizes: 'clothing' | 'shoe' | 'half' | 'colour' | 'one'
  /** Models come for women and for men in turn. */
  readonly cut: boolean
  /** Often several pieces of it in one order. */
  readonly several: boolean
  readonly specs: readonly Spec[]
  readonly complements: readonly (readonly [key: string, probability: number])[]
  /** Where what the group is made of does not fit. */
  readonly materials?: readonly Text[]
  readonly leads: readonly Text[]
  readonly uses: readonly Text[]
}

const t = (de: string, en: string): Text => ({ de, en })
const plain = { enPlural: false, rain: 0, cold: 0, cut: false, several: false, complements: [] } as const

export const FAMILIES: readonly Family[] = [
  {
    ...plain,
    key: 'regenjacke',
    code: 'RGJ',
    noun: t('Regenjacke', 'Rain Jacket'),
    gender: 'f',
    group: 'shell',
    category: 'Bekleidung > Jacken > Regenjacken',
    models: 10,
    priceEuro: [79, 259],
    share: 6,
    elasticity: 1.9,
    profile: 'rain',
    rain: 0.3,
    returnRate: 0.17,
    sizes: 'clothing',
    cut: true,
    specs: [
      ['waterColumn', 10000, 28000],
      ['weight', 480, 260],
    ],
    complements: [
      ['regenhose', 0.14],
      ['impraegnierung', 0.1],
    ],
    leads: [
      t(
        'Die Regenjacke {m} hält Schauer und Wind zuverlässig ab.',
        'The {m} rain jacket keeps showers and wind out reliably.',
      ),
      t(
        'Mit der Regenjacke {m} bleibt der Oberkörper auch auf langen Etappen im Regen trocken.',
        'With the {m} rain jacket you stay dry even on long stages in the rain.',
      ),
    ],
    uses: [t('Sie passt klein verpackt in jede Rucksacktasche.', 'Packed small, it fits into any rucksack pocket.')],
  },
  {
    ...plain,
    key: 'hardshelljacke',
    code: 'HSJ',
    noun: t('Hardshelljacke', 'Hardshell Jacket'),
    gender: 'f',
    group: 'shell',
    category: 'Bekleidung > Jacken > Hardshelljacken',
    models: 8,
    priceEuro: [189, 479],
    share: 2.6,
    elasticity: 1.7,
    profile: 'insulation',
    rain: 0.2,
    cold: 0.1,
    returnRate: 0.19,
    sizes: 'clothing',
    cut: true,
    specs: [
      ['waterColumn', 20000, 35000],
      ['weight', 560, 380],
    ],
    complements: [['impraegnierung', 0.12]],
    leads: [
      t(
        'Die Hardshelljacke {m} ist für Tage gebaut, an denen das Wetter im Gebirge umschlägt.',
        'The {m} hardshell jacket is built for days when the weather turns in the mountains.',
      ),
      t(
        'Die Hardshelljacke {m} schützt bei Sturm und Schnee, ohne die Bewegung einzuengen.',
        'The {m} hardshell jacket protects in storm and snow without getting in the way.',
      ),
    ],
    uses: [
      t(
        'Sie eignet sich für Hochtouren, Skitouren und lange Wege oberhalb der Baumgrenze.',
        'It suits alpine tours, ski touring and long days above the tree line.',
      ),
    ],
  },
  {
    ...plain,
    key: 'softshelljacke',
    code: 'SSJ',
    noun: t('Softshelljacke', 'Softshell Jacket'),
    gender: 'f',
    group: 'shell',
    category: 'Bekleidung > Jacken > Softshelljacken',
    models: 7,
    priceEuro: [89, 219],
    share: 4,
    elasticity: 1.8,
    profile: 'insulation',
    cold: 0.08,
    returnRate: 0.16,
    sizes: 'clothing',
    cut: true,
    specs: [['weight', 620, 410]],
    leads: [
      t(
        'Die Softshelljacke {m} verbindet Windschutz mit einem angenehm weichen Griff.',
        'The {m} softshell jacket combines wind protection with a pleasantly soft touch.',
      ),
      t(
        '{m} ist die Jacke für alles zwischen kühlem Morgen und windigem Gipfel.',
        '{m} is the jacket for everything between a cool morning and a windy summit.',
      ),
    ],
    uses: [t('Sie macht jede Bewegung mit und trocknet schnell.', 'It moves with you and dries quickly.')],
  },
  {
    ...plain,
    key: 'fleecejacke',
    code: 'FLJ',
    noun: t('Fleecejacke', 'Fleece Jacket'),
    gender: 'f',
    group: 'warm',
    category: 'Bekleidung > Jacken > Fleecejacken',
    models: 9,
    priceEuro: [49, 139],
    share: 6,
    elasticity: 2.1,
    profile: 'insulation',
    cold: 0.15,
    returnRate: 0.15,
    sizes: 'clothing',
    cut: true,
    specs: [
      ['fabric', 200, 320],
      ['weight', 460, 300],
    ],
    leads: [
      t(
        'Die Fleecejacke {m} wärmt unter der Regenjacke und allein getragen gleichermaßen.',
        'The {m} fleece jacket is just as warm under a rain jacket as on its own.',
      ),
      t(
        '{m} ist eine kuschelige Jacke für Hütte, Lagerfeuer und Alltag.',
        '{m} is a cosy jacket for the hut, the campfire and every day.',
      ),
    ],
    uses: [
      t(
        'Sie ist pflegeleicht und behält auch nach vielen Wäschen ihre Form.',
        'It is easy to care for and keeps its shape wash after wash.',
      ),
    ],
  },
  {
    ...plain,
    key: 'daunenjacke',
    code: 'DAJ',
    noun: t('Daunenjacke', 'Down Jacket'),
    gender: 'f',
    group: 'warm',
    category: 'Bekleidung > Jacken > Daunenjacken',
    models: 9,
    priceEuro: [139, 389],
    share: 4,
    elasticity: 1.8,
    profile: 'winter',
    cold: 0.3,
    returnRate: 0.2,
    sizes: 'clothing',
    cut: true,
    specs: [
      ['loft', 600, 850],
      ['weight', 520, 290],
    ],
    leads: [
      t(
        'Die Daunenjacke {m} schenkt viel Wärme bei wenig Gewicht.',
        'The {m} down jacket gives a lot of warmth for little weight.',
      ),
      t(
        'Die Daunenjacke {m} hält an frostigen Tagen warm und verschwindet bei Nichtgebrauch in der eigenen Tasche.',
        'The {m} down jacket keeps you warm on frosty days and packs into its own pocket when not in use.',
      ),
    ],
    uses: [t('Die Daune stammt aus zertifizierter Herkunft.', 'The down comes from certified sources.')],
  },
  {
    ...plain,
    key: 'isolationsweste',
    code: 'ISW',
    noun: t('Isolationsweste', 'Insulated Vest'),
    gender: 'f',
    group: 'vest',
    category: 'Bekleidung > Jacken > Westen',
    models: 5,
    priceEuro: [69, 169],
    share: 1.6,
    elasticity: 1.9,
    profile: 'insulation',
    cold: 0.15,
    returnRate: 0.14,
    sizes: 'clothing',
    cut: true,
    specs: [['weight', 330, 190]],
    leads: [
      t(
        'Die Isolationsweste {m} wärmt den Rumpf und lässt den Armen ihre Freiheit.',
        'The {m} insulated vest warms the core and leaves the arms free.',
      ),
      t(
        '{m} ist die leichte Lösung für kühle Starts und lange Pausen.',
        '{m} is the light answer to cool starts and long breaks.',
      ),
    ],
    uses: [t('Sie lässt sich gut mit anderen Lagen verbinden.', 'It layers well with other garments.')],
  },
  {
    ...plain,
    key: 'wanderhose',
    code: 'WAH',
    noun: t('Wanderhose', 'Hiking Trousers'),
    gender: 'f',
    enPlural: true,
    group: 'trousers',
    category: 'Bekleidung > Hosen > Wanderhosen',
    models: 9,
    priceEuro: [59, 159],
    share: 6,
    elasticity: 2,
    profile: 'hiking',
    returnRate: 0.2,
    sizes: 'clothing',
    cut: true,
    specs: [['weight', 410, 270]],
    complements: [['wandersocken', 0.12]],
    leads: [
      t(
        'Die Wanderhose {m} sitzt bequem und macht jeden Schritt mit.',
        'The {m} hiking trousers fit comfortably and follow every step.',
      ),
      t('{m} ist eine robuste Hose für lange Tage auf dem Weg.', '{m} are robust trousers for long days on the trail.'),
    ],
    uses: [
      t(
        'Lüftungsöffnungen an den Oberschenkeln sorgen an warmen Tagen für Kühlung.',
        'Thigh vents bring cooling on warm days.',
      ),
    ],
  },
  {
    ...plain,
    key: 'regenhose',
    code: 'RGH',
    noun: t('Regenhose', 'Rain Trousers'),
    gender: 'f',
    enPlural: true,
    group: 'trousers',
    category: 'Bekleidung > Hosen > Regenhosen',
    models: 5,
    priceEuro: [49, 149],
    share: 2.2,
    elasticity: 1.8,
    profile: 'rain',
    rain: 0.3,
    returnRate: 0.13,
    sizes: 'clothing',
    cut: true,
    specs: [
      ['waterColumn', 8000, 20000],
      ['weight', 360, 210],
    ],
    leads: [
      t(
        'Die Regenhose {m} ist schnell über die Wanderhose gezogen.',
        'The {m} rain trousers slip quickly over hiking trousers.',
      ),
      t(
        'Die Regenhose {m} hält die Beine trocken, wenn der Regen länger bleibt.',
        'The {m} rain trousers keep your legs dry when the rain decides to stay.',
      ),
    ],
    uses: [
      t(
        'Lange Reißverschlüsse an den Seiten erleichtern das Anziehen mit Schuhen.',
        'Long side zips make it easy to put them on over shoes.',
      ),
    ],
  },
  {
    ...plain,
    key: 'funktionsshirt',
    code: 'FUS',
    noun: t('Funktionsshirt', 'Technical Shirt'),
    gender: 'n',
    group: 'base',
    category: 'Bekleidung > Shirts > Funktionsshirts',
    models: 9,
    priceEuro: [25, 69],
    share: 7,
    elasticity: 2.3,
    profile: 'hiking',
    returnRate: 0.13,
    sizes: 'clothing',
    cut: true,
    several: true,
    specs: [
      ['fabric', 110, 150],
      ['weight', 160, 110],
    ],
    materials: [t('recyceltes Polyester', 'recycled polyester'), t('leichtes Polyamid', 'lightweight polyamide')],
    leads: [
      t(
        'Das Funktionsshirt {m} leitet Feuchtigkeit nach außen und trocknet rasch.',
        'The {m} technical shirt wicks moisture away and dries fast.',
      ),
      t(
        'Das Funktionsshirt {m} trägt sich leicht auf der Haut, auch wenn es steil wird.',
        'The {m} technical shirt feels light on the skin, even when it gets steep.',
      ),
    ],
    uses: [
      t(
        'Es ist ein guter Begleiter für Wanderungen, Läufe und Reisen.',
        'It is a good companion for hikes, runs and journeys.',
      ),
    ],
  },
  {
    ...plain,
    key: 'merinoshirt',
    code: 'MER',
    noun: t('Merinoshirt', 'Merino Shirt'),
    gender: 'n',
    group: 'base',
    category: 'Bekleidung > Shirts > Merinoshirts',
    models: 6,
    priceEuro: [55, 119],
    share: 3.6,
    elasticity: 1.7,
    profile: 'insulation',
    cold: 0.12,
    returnRate: 0.12,
    sizes: 'clothing',
    cut: true,
    specs: [
      ['fabric', 150, 250],
      ['weight', 240, 170],
    ],
    materials: [
      t('feine Merinowolle', 'fine merino wool'),
      t('eine Mischung aus Merinowolle und Seide', 'a blend of merino wool and silk'),
    ],
    leads: [
      t(
        'Das Merinoshirt {m} wärmt bei Kälte und kühlt bei Anstrengung.',
        'The {m} merino shirt warms in the cold and cools when you work hard.',
      ),
      t(
        'Das Merinoshirt {m} aus feiner Wolle bleibt auch nach mehreren Tagen frisch.',
        'The {m} merino shirt, made of fine wool, stays fresh even after several days.',
      ),
    ],
    uses: [
      t(
        'Es kratzt nicht und trägt sich als erste Lage besonders angenehm.',
        'It does not itch and is especially pleasant as a first layer.',
      ),
    ],
  },
  {
    ...plain,
    key: 'wandersocken',
    code: 'SOC',
    noun: t('Wandersocken', 'Hiking Socks'),
    gender: 'p',
    enPlural: true,
    group: 'base',
    category: 'Bekleidung > Socken > Wandersocken',
    models: 6,
    priceEuro: [14, 32],
    share: 7,
    elasticity: 1.6,
    profile: 'hiking',
    returnRate: 0.05,
    sizes: 'half',
    several: true,
    specs: [['weight', 95, 60]],
    materials: [
      t('eine Mischung aus Wolle und Polyamid', 'a blend of wool and polyamide'),
      t('feine Merinowolle', 'fine merino wool'),
    ],
    leads: [
      t(
        'Die Wandersocken {m} polstern dort, wo der Schuh drückt.',
        'The {m} hiking socks cushion where the shoe presses.',
      ),
      t(
        'Die Wandersocken {m} sitzen fest am Fuß und beugen Blasen vor.',
        'The {m} hiking socks hold snugly to the foot and help prevent blisters.',
      ),
    ],
    uses: [t('Ein hoher Wollanteil hält die Füße trocken.', 'A high share of wool keeps feet dry.')],
  },
  {
    ...plain,
    key: 'muetze',
    code: 'MUE',
    noun: t('Mütze', 'Beanie'),
    gender: 'f',
    group: 'accessory',
    category: 'Bekleidung > Accessoires > Mützen',
    models: 6,
    priceEuro: [19, 45],
    share: 3.6,
    elasticity: 1.9,
    profile: 'winter',
    cold: 0.3,
    returnRate: 0.06,
    sizes: 'colour',
    specs: [['weight', 90, 45]],
    complements: [['handschuhe', 0.16]],
    leads: [
      t('Die Mütze {m} hält Kopf und Ohren warm.', 'The {m} beanie keeps head and ears warm.'),
      t('{m} ist eine weiche Mütze, die unter jede Kapuze passt.', '{m} is a soft beanie that fits under any hood.'),
    ],
    uses: [
      t('Sie passt unter den Helm und in jede Jackentasche.', 'It fits under a helmet and into any jacket pocket.'),
    ],
  },
  {
    ...plain,
    key: 'handschuhe',
    code: 'HAN',
    noun: t('Handschuhe', 'Gloves'),
    gender: 'p',
    enPlural: true,
    group: 'accessory',
    category: 'Bekleidung > Accessoires > Handschuhe',
    models: 7,
    priceEuro: [25, 99],
    share: 3.4,
    elasticity: 1.8,
    profile: 'winter',
    cold: 0.32,
    returnRate: 0.1,
    sizes: 'half',
    specs: [['weight', 150, 85]],
    leads: [
      t(
        'Die Handschuhe {m} wärmen und lassen den Fingern trotzdem Gefühl.',
        'The {m} gloves keep hands warm and still leave feeling in the fingers.',
      ),
      t(
        '{m} sind griffige Handschuhe für kalte Tage draußen.',
        '{m} are gloves with a good grip for cold days outside.',
      ),
    ],
    uses: [t('Zwei Fingerspitzen bedienen auch das Telefon.', 'Two fingertips also work on a phone screen.')],
  },
  {
    ...plain,
    key: 'schlauchtuch',
    code: 'TUC',
    noun: t('Schlauchtuch', 'Neck Gaiter'),
    gender: 'n',
    group: 'accessory',
    category: 'Bekleidung > Accessoires > Tücher',
    models: 5,
    priceEuro: [12, 29],
    share: 2.6,
    elasticity: 1.7,
    profile: 'insulation',
    cold: 0.15,
    returnRate: 0.03,
    sizes: 'colour',
    several: true,
    specs: [['weight', 60, 35]],
    materials: [t('elastisches Polyester', 'elastic polyester'), t('feine Merinowolle', 'fine merino wool')],
    leads: [
      t(
        'Das Schlauchtuch {m} schützt Hals und Gesicht vor Wind.',
        'The {m} neck gaiter protects neck and face from the wind.',
      ),
      t(
        'Das Schlauchtuch {m} ist Halstuch, Stirnband und Mütze in einem.',
        '{m} is a scarf, a headband and a hat in one.',
      ),
    ],
    uses: [t('Es lässt sich auf viele Arten tragen.', 'It can be worn in many ways.')],
  },
  {
    ...plain,
    key: 'wanderschuh',
    code: 'WAS',
    noun: t('Wanderschuh', 'Hiking Boot'),
    gender: 'm',
    group: 'shoe',
    category: 'Schuhe > Wanderschuhe',
    models: 10,
    priceEuro: [119, 269],
    share: 6.4,
    elasticity: 1.6,
    profile: 'hiking',
    returnRate: 0.24,
    sizes: 'shoe',
    cut: true,
    specs: [['weight', 720, 480]],
    complements: [
      ['wandersocken', 0.26],
      ['impraegnierung', 0.14],
      ['trekkingstoecke', 0.07],
    ],
    leads: [
      t(
        'Der Wanderschuh {m} gibt auf Wurzelwegen und Geröll sicheren Halt.',
        'The {m} hiking boot gives secure hold on roots and scree.',
      ),
      t(
        '{m} ist ein bequemer Schuh für Tagestouren und Hüttenwanderungen.',
        '{m} is a comfortable boot for day hikes and hut-to-hut tours.',
      ),
    ],
    uses: [
      t(
        'Die wasserdichte Membran hält Pfützen und nasses Gras draußen.',
        'The waterproof membrane keeps puddles and wet grass out.',
      ),
    ],
  },
  {
    ...plain,
    key: 'trailrunningschuh',
    code: 'TRS',
    noun: t('Trailrunningschuh', 'Trail Running Shoe'),
    gender: 'm',
    group: 'shoe',
    category: 'Schuhe > Trailrunningschuhe',
    models: 8,
    priceEuro: [99, 179],
    share: 4.2,
    elasticity: 2.2,
    profile: 'hiking',
    returnRate: 0.22,
    sizes: 'shoe',
    cut: true,
    specs: [['weight', 340, 230]],
    complements: [['wandersocken', 0.12]],
    leads: [
      t(
        'Der Trailrunningschuh {m} greift auf weichem Waldboden ebenso wie auf Fels.',
        'The {m} trail running shoe grips on soft forest ground as well as on rock.',
      ),
      t(
        'Der Trailrunningschuh {m} rollt weich ab und bleibt auch bergab stabil.',
        'The {m} trail running shoe rolls smoothly and stays stable even downhill.',
      ),
    ],
    uses: [
      t(
        'Er läuft sich auf kurzen Runden ebenso gut wie auf langen Strecken.',
        'It runs just as well on short loops as over long distances.',
      ),
    ],
  },
  {
    ...plain,
    key: 'zustiegsschuh',
    code: 'ZUS',
    noun: t('Zustiegsschuh', 'Approach Shoe'),
    gender: 'm',
    group: 'shoe',
    category: 'Schuhe > Zustiegsschuhe',
    models: 5,
    priceEuro: [109, 189],
    share: 1.8,
    elasticity: 1.8,
    profile: 'climbing',
    returnRate: 0.22,
    sizes: 'shoe',
    cut: true,
    specs: [['weight', 460, 350]],
    leads: [
      t(
        'Der Zustiegsschuh {m} führt sicher bis zum Einstieg der Route.',
        'The {m} approach shoe takes you safely to the foot of the route.',
      ),
      t(
        'Der Zustiegsschuh {m} steht präzise auf kleinen Tritten und geht sich trotzdem bequem.',
        'The {m} approach shoe stands precisely on small footholds and is still comfortable to walk in.',
      ),
    ],
    uses: [
      t('Er bewährt sich auf Klettersteigen und felsigen Pfaden.', 'It proves itself on via ferratas and rocky paths.'),
    ],
  },
  {
    ...plain,
    key: 'trekkingsandale',
    code: 'SAN',
    noun: t('Trekkingsandale', 'Trekking Sandal'),
    gender: 'f',
    group: 'sandal',
    category: 'Schuhe > Sandalen',
    models: 4,
    priceEuro: [59, 119],
    share: 1.6,
    elasticity: 2.1,
    profile: 'camping',
    cold: -0.2,
    returnRate: 0.18,
    sizes: 'shoe',
    cut: true,
    specs: [['weight', 380, 280]],
    leads: [
      t(
        'Die Trekkingsandale {m} lässt Luft an die Füße und sitzt trotzdem fest.',
        'The {m} trekking sandal lets air to your feet and still sits firmly.',
      ),
      t(
        '{m} ist die Sandale für Flussufer, Zeltplatz und Reise.',
        '{m} is the sandal for riverbanks, campsites and travel.',
      ),
    ],
    uses: [t('Sie trocknet nach einer Bachquerung in kurzer Zeit.', 'It dries quickly after crossing a stream.')],
  },
  {
    ...plain,
    key: 'gamaschen',
    code: 'GAM',
    noun: t('Gamaschen', 'Gaiters'),
    gender: 'p',
    enPlural: true,
    group: 'gaiter',
    category: 'Schuhe > Zubehör > Gamaschen',
    models: 4,
    priceEuro: [29, 79],
    share: 1,
    elasticity: 1.5,
    profile: 'winter',
    rain: 0.12,
    cold: 0.15,
    returnRate: 0.07,
    sizes: 'half',
    specs: [['weight', 260, 170]],
    leads: [
      t(
        'Die Gamaschen {m} halten Schnee und Matsch vom Schuh fern.',
        'The {m} gaiters keep snow and mud out of your boots.',
      ),
      t(
        'Die Gamaschen {m} schließen dicht am Schaft und sitzen auch im Tiefschnee.',
        'The {m} gaiters close tightly at the shaft and stay put even in deep snow.',
      ),
    ],
    uses: [
      t('Sie sind mit einem Griff geöffnet, auch mit Handschuhen.', 'They open in one move, even with gloves on.'),
    ],
  },
  {
    ...plain,
    key: 'trekkingrucksack',
    code: 'TRR',
    noun: t('Trekkingrucksack', 'Trekking Rucksack'),
    gender: 'm',
    group: 'pack',
    category: 'Rucksäcke > Trekkingrucksäcke',
    models: 8,
    priceEuro: [129, 299],
    share: 3,
    elasticity: 1.7,
    profile: 'hiking',
    returnRate: 0.1,
    sizes: 'colour',
    specs: [
      ['volume', 45, 75],
      ['weight', 2100, 1500],
    ],
    complements: [
      ['regenhuelle', 0.3],
      ['packsack', 0.16],
    ],
    leads: [
      t(
        'Der Trekkingrucksack {m} verteilt schwere Lasten gleichmäßig auf Hüfte und Schultern.',
        'The {m} trekking rucksack spreads heavy loads evenly over hips and shoulders.',
      ),
      t(
        'Der Trekkingrucksack {m} nimmt alles auf, was auf einer langen Tour gebraucht wird.',
        'The {m} trekking rucksack takes everything you need on a long tour.',
      ),
    ],
    uses: [t('Er trägt sich auch am fünften Tag noch bequem.', 'It is still comfortable to carry on the fifth day.')],
  },
  {
    ...plain,
    key: 'tagesrucksack',
    code: 'TAR',
    noun: t('Tagesrucksack', 'Daypack'),
    gender: 'm',
    group: 'pack',
    category: 'Rucksäcke > Tagesrucksäcke',
    models: 9,
    priceEuro: [49, 149],
    share: 5,
    elasticity: 2,
    profile: 'hiking',
    returnRate: 0.09,
    sizes: 'colour',
    specs: [
      ['volume', 16, 32],
      ['weight', 980, 640],
    ],
    complements: [
      ['regenhuelle', 0.16],
      ['trinkflasche', 0.14],
    ],
    leads: [
      t(
        'Der Tagesrucksack {m} ist für Gipfeltage und den Weg zur Arbeit gemacht.',
        'The {m} daypack is made for summit days and the way to work.',
      ),
      t(
        'Der Tagesrucksack {m} sitzt nah am Rücken und wackelt auch im Abstieg nicht.',
        'The {m} daypack sits close to the back and does not sway on the way down.',
      ),
    ],
    uses: [
      t('Er bietet genug Platz für Jacke, Brotzeit und Karte.', 'It has enough room for a jacket, lunch and a map.'),
    ],
  },
  {
    ...plain,
    key: 'packsack',
    code: 'PAS',
    noun: t('Packsack', 'Dry Bag'),
    gender: 'm',
    group: 'cover',
    category: 'Rucksäcke > Zubehör > Packsäcke',
    models: 5,
    priceEuro: [12, 45],
    share: 2.4,
    elasticity: 1.6,
    profile: 'camping',
    rain: 0.1,
    returnRate: 0.03,
    sizes: 'colour',
    several: true,
    specs: [
      ['volume', 5, 35],
      ['weight', 160, 60],
    ],
    leads: [
      t(
        'Der Packsack {m} schützt Kleidung und Schlafsack vor Nässe.',
        'The {m} dry bag protects clothes and sleeping bag from the wet.',
      ),
      t(
        'Der Packsack {m} hält Ordnung im Rucksack und Wasser draußen.',
        'The {m} dry bag keeps the rucksack tidy and the water out.',
      ),
    ],
    uses: [t('Er wird oben eingerollt und schließt dicht.', 'It rolls down at the top and closes tightly.')],
  },
  {
    ...plain,
    key: 'regenhuelle',
    code: 'RHU',
    noun: t('Regenhülle', 'Rain Cover'),
    gender: 'f',
    group: 'cover',
    category: 'Rucksäcke > Zubehör > Regenhüllen',
    models: 4,
    priceEuro: [17, 39],
    share: 1.4,
    elasticity: 1.4,
    profile: 'rain',
    rain: 0.25,
    returnRate: 0.03,
    sizes: 'one',
    specs: [
      ['waterColumn', 3000, 8000],
      ['weight', 140, 80],
    ],
    leads: [
      t(
        'Die Regenhülle {m} ist in Sekunden über den Rucksack gezogen.',
        'The {m} rain cover goes over a rucksack in seconds.',
      ),
      t(
        'Die Regenhülle {m} hält das Gepäck auch bei Dauerregen trocken.',
        'The {m} rain cover keeps your luggage dry even in constant rain.',
      ),
    ],
    uses: [t('Sie sitzt dank Gummizug auch bei Wind fest.', 'Thanks to its elastic hem it stays on in the wind.')],
  },
  {
    ...plain,
    key: 'zelt',
    code: 'ZEL',
    noun: t('Zelt', 'Tent'),
    gender: 'n',
    group: 'shelter',
    category: 'Camping > Zelte',
    models: 9,
    priceEuro: [149, 599],
    share: 2.4,
    elasticity: 1.9,
    profile: 'camping',
    cold: -0.15,
    returnRate: 0.09,
    sizes: 'one',
    specs: [
      ['persons', 1, 4],
      ['waterColumn', 3000, 6000],
      ['weight', 3900, 1900],
    ],
    complements: [
      ['isomatte', 0.34],
      ['schlafsack', 0.28],
      ['campinglaterne', 0.1],
    ],
    leads: [
      t(
        'Das Zelt {m} steht in wenigen Minuten und hält auch kräftigem Wind stand.',
        'The {m} tent is up in a few minutes and stands firm in strong wind.',
      ),
      t(
        '{m} ist ein Zelt für Radreisen, Wanderungen und lange Sommernächte.',
        '{m} is a tent for bike tours, hikes and long summer nights.',
      ),
    ],
    uses: [
      t('Der Vorraum bietet Platz für Rucksäcke und nasse Schuhe.', 'The porch has room for rucksacks and wet shoes.'),
    ],
  },
  {
    ...plain,
    key: 'tarp',
    code: 'TAP',
    noun: t('Tarp', 'Tarp'),
    gender: 'n',
    group: 'shelter',
    category: 'Camping > Tarps',
    models: 4,
    priceEuro: [49, 149],
    share: 1,
    elasticity: 1.8,
    profile: 'camping',
    returnRate: 0.06,
    sizes: 'colour',
    specs: [
      ['waterColumn', 2000, 4000],
      ['weight', 780, 420],
    ],
    leads: [
      t(
        'Das Tarp {m} spannt ein Dach über Küche, Hängematte oder Schlafplatz.',
        'The {m} tarp puts a roof over kitchen, hammock or bed.',
      ),
      t(
        'Das Tarp {m} schützt vor Regen und Sonne und wiegt im Gepäck kaum etwas.',
        'The {m} tarp protects from rain and sun and is barely noticed in your luggage.',
      ),
    ],
    uses: [
      t('Es lässt sich mit Stöcken oder zwischen Bäumen aufbauen.', 'It can be pitched with poles or between trees.'),
    ],
  },
  {
    ...plain,
    key: 'schlafsack',
    code: 'SLA',
    noun: t('Schlafsack', 'Sleeping Bag'),
    gender: 'm',
    group: 'sleep',
    category: 'Camping > Schlafsäcke',
    models: 8,
    priceEuro: [79, 389],
    share: 2.8,
    elasticity: 1.8,
    profile: 'camping',
    returnRate: 0.09,
    sizes: 'one',
    specs: [
      ['temperature', 8, -14],
      ['weight', 1600, 850],
    ],
    complements: [
      ['isomatte', 0.2],
      ['huettenschlafsack', 0.12],
    ],
    leads: [
      t('Der Schlafsack {m} hält warm, ohne einzuengen.', 'The {m} sleeping bag keeps you warm without feeling tight.'),
      t(
        'Mit dem Schlafsack {m} wird auch eine kühle Nacht erholsam.',
        'With the {m} sleeping bag even a cool night is restful.',
      ),
    ],
    uses: [t('Er lässt sich klein verpacken und schnell auslüften.', 'It packs small and airs quickly.')],
  },
  {
    ...plain,
    key: 'isomatte',
    code: 'ISO',
    noun: t('Isomatte', 'Sleeping Mat'),
    gender: 'f',
    group: 'sleep',
    category: 'Camping > Isomatten',
    models: 8,
    priceEuro: [39, 199],
    share: 3,
    elasticity: 1.9,
    profile: 'camping',
    returnRate: 0.08,
    sizes: 'one',
    specs: [
      ['insulation', 1.5, 6.5],
      ['weight', 900, 420],
    ],
    leads: [
      t(
        'Die Isomatte {m} gleicht Steine und Wurzeln unter dem Zeltboden aus.',
        'The {m} sleeping mat evens out stones and roots under the tent.',
      ),
      t(
        'Die Isomatte {m} ist leise, bequem und schnell aufgeblasen.',
        'The {m} sleeping mat is quiet, comfortable and quickly inflated.',
      ),
    ],
    uses: [t('Sie liegt auch für Seitenschläfer angenehm.', 'It is comfortable for side sleepers too.')],
  },
  {
    ...plain,
    key: 'huettenschlafsack',
    code: 'HUS',
    noun: t('Hüttenschlafsack', 'Sleeping Bag Liner'),
    gender: 'm',
    group: 'sleep',
    category: 'Camping > Schlafsäcke > Hüttenschlafsäcke',
    models: 4,
    priceEuro: [25, 79],
    share: 1.4,
    elasticity: 1.5,
    profile: 'hiking',
    returnRate: 0.04,
    sizes: 'one',
    specs: [['weight', 320, 130]],
    materials: [t('angenehme Baumwolle', 'pleasant cotton'), t('reine Seide', 'pure silk')],
    leads: [
      t(
        'Der Hüttenschlafsack {m} gehört auf jede Hüttentour.',
        'The {m} sleeping bag liner belongs on every hut tour.',
      ),
      t(
        'Der Hüttenschlafsack {m} ist angenehm auf der Haut und schont den Schlafsack.',
        'The {m} sleeping bag liner is pleasant on the skin and protects your sleeping bag.',
      ),
    ],
    uses: [t('Er trocknet nach der Wäsche über Nacht.', 'It dries overnight after washing.')],
  },
  {
    ...plain,
    key: 'reisekissen',
    code: 'KIS',
    noun: t('Reisekissen', 'Travel Pillow'),
    gender: 'n',
    group: 'sleep',
    category: 'Camping > Zubehör > Kissen',
    models: 4,
    priceEuro: [17, 45],
    share: 1.4,
    elasticity: 1.7,
    profile: 'camping',
    returnRate: 0.04,
    sizes: 'colour',
    specs: [['weight', 220, 70]],
    leads: [
      t(
        'Das Reisekissen {m} stützt den Kopf im Zelt, im Zug und im Biwak.',
        'The {m} travel pillow supports your head in the tent, on the train and in the bivouac.',
      ),
      t(
        'Das Reisekissen {m} ist in drei Atemzügen aufgeblasen.',
        'The {m} travel pillow is inflated in three breaths.',
      ),
    ],
    uses: [t('Es passt zusammengerollt in eine Hand.', 'Rolled up, it fits into one hand.')],
  },
  {
    ...plain,
    key: 'haengematte',
    code: 'HAE',
    noun: t('Hängematte', 'Hammock'),
    gender: 'f',
    group: 'furniture',
    category: 'Camping > Hängematten',
    models: 4,
    priceEuro: [39, 119],
    share: 1.2,
    elasticity: 2,
    profile: 'camping',
    cold: -0.15,
    returnRate: 0.06,
    sizes: 'colour',
    specs: [
      ['load', 150, 220],
      ['weight', 620, 390],
    ],
    materials: [t('weiches Fallschirmnylon', 'soft parachute nylon'), t('reißfestes Polyester', 'ripstop polyester')],
    leads: [
      t(
        'Die Hängematte {m} macht aus zwei Bäumen einen Lieblingsplatz.',
        'The {m} hammock turns two trees into a favourite spot.',
      ),
      t(
        'Die Hängematte {m} trägt sicher und lässt sich mit breiten Gurten rindenschonend befestigen.',
        'The {m} hammock holds you safely and hangs from wide straps that are kind to the bark.',
      ),
    ],
    uses: [t('Sie ist für Mittagspausen und laue Nächte gemacht.', 'It is made for midday breaks and mild nights.')],
  },
  {
    ...plain,
    key: 'campingstuhl',
    code: 'STU',
    noun: t('Campingstuhl', 'Camping Chair'),
    gender: 'm',
    group: 'furniture',
    category: 'Camping > Möbel > Stühle',
    models: 5,
    priceEuro: [39, 129],
    share: 1.4,
    elasticity: 2,
    profile: 'camping',
    cold: -0.15,
    returnRate: 0.06,
    sizes: 'colour',
    several: true,
    specs: [
      ['load', 110, 150],
      ['weight', 2400, 900],
    ],
    materials: [
      t('eloxiertes Aluminium mit Polyester', 'anodised aluminium with polyester'),
      t('pulverbeschichteter Stahl mit Polyester', 'powder-coated steel with polyester'),
    ],
    leads: [
      t(
        'Der Campingstuhl {m} lädt nach der Tour zum Sitzenbleiben ein.',
        'The {m} camping chair invites you to stay seated after the tour.',
      ),
      t(
        'Der Campingstuhl {m} ist rasch aufgebaut und steht auch auf weichem Boden sicher.',
        'The {m} camping chair is quickly set up and stands safely even on soft ground.',
      ),
    ],
    uses: [t('Er verschwindet zerlegt in seiner Tasche.', 'Taken apart, it disappears into its bag.')],
  },
  {
    ...plain,
    key: 'kocher',
    code: 'KOC',
    noun: t('Kocher', 'Stove'),
    gender: 'm',
    group: 'kitchen',
    category: 'Camping > Küche > Kocher',
    models: 6,
    priceEuro: [35, 159],
    share: 2,
    elasticity: 1.7,
    profile: 'camping',
    returnRate: 0.04,
    sizes: 'one',
    specs: [
      ['power', 1800, 3600],
      ['weight', 420, 90],
    ],
    complements: [
      ['gaskartusche', 0.55],
      ['topfset', 0.18],
      ['trekkingmahlzeit', 0.15],
    ],
    leads: [
      t(
        'Der Kocher {m} brennt auch bei Wind mit ruhiger Flamme.',
        'The {m} stove burns with a steady flame even in the wind.',
      ),
      t(
        'Der Kocher {m} bringt heißes Wasser dorthin, wo keine Küche ist.',
        'The {m} stove brings hot water to where there is no kitchen.',
      ),
    ],
    uses: [t('Er steht stabil und lässt sich fein regeln.', 'It stands firmly and can be finely adjusted.')],
  },
  {
    ...plain,
    key: 'gaskartusche',
    code: 'GAS',
    noun: t('Gaskartusche', 'Gas Cartridge'),
    gender: 'f',
    group: 'supply',
    category: 'Camping > Küche > Brennstoff',
    models: 4,
    priceEuro: [5, 14],
    share: 4,
    elasticity: 1.2,
    profile: 'camping',
    returnRate: 0.01,
    sizes: 'one',
    several: true,
    specs: [['weight', 220, 640]],
    leads: [
      t(
        'Die Gaskartusche {m} liefert auch an kühlen Tagen gleichmäßigen Druck.',
        'The {m} gas cartridge gives even pressure on cool days too.',
      ),
      t(
        'Die Gaskartusche {m} passt mit genormtem Schraubventil an gängige Kocher.',
        'The {m} gas cartridge fits common stoves with its standard screw valve.',
      ),
    ],
    uses: [t('Sie darf erst leer entsorgt werden.', 'It must be empty before disposal.')],
  },
  {
    ...plain,
    key: 'topfset',
    code: 'TOP',
    noun: t('Topfset', 'Cook Set'),
    gender: 'n',
    group: 'kitchen',
    category: 'Camping > Küche > Töpfe',
    models: 5,
    priceEuro: [29, 99],
    share: 1.6,
    elasticity: 1.7,
    profile: 'camping',
    returnRate: 0.04,
    sizes: 'one',
    specs: [
      ['pieces', 2, 7],
      ['weight', 780, 290],
    ],
    complements: [['campingbesteck', 0.25]],
    leads: [
      t('Das Topfset {m} lässt sich ineinander stapeln und spart Platz.', 'The {m} cook set nests and saves space.'),
      t(
        'Das Topfset {m} reicht für das Frühstück ebenso wie für das Abendessen am See.',
        'The {m} cook set does for breakfast as well as for dinner by the lake.',
      ),
    ],
    uses: [t('Die Griffe lassen sich einklappen und bleiben kühl.', 'The handles fold away and stay cool.')],
  },
  {
    ...plain,
    key: 'campingbesteck',
    code: 'BES',
    noun: t('Campingbesteck', 'Camping Cutlery'),
    gender: 'n',
    group: 'kitchen',
    category: 'Camping > Küche > Besteck',
    models: 4,
    priceEuro: [9, 29],
    share: 1.6,
    elasticity: 1.5,
    profile: 'camping',
    returnRate: 0.02,
    sizes: 'one',
    several: true,
    specs: [
      ['pieces', 3, 4],
      ['weight', 90, 45],
    ],
    leads: [
      t(
        'Das Campingbesteck {m} steckt griffbereit in einer kleinen Hülle.',
        'The {m} camping cutlery sits ready to hand in a small case.',
      ),
      t(
        'Das Campingbesteck {m} ist leicht, stabil und spülmaschinenfest.',
        'The {m} camping cutlery is light, sturdy and dishwasher safe.',
      ),
    ],
    uses: [t('Es ist auch für Pausen im Büro praktisch.', 'It is handy for lunch at the office too.')],
  },
  {
    ...plain,
    key: 'trekkingmahlzeit',
    code: 'MAH',
    noun: t('Trekkingmahlzeit', 'Trekking Meal'),
    gender: 'f',
    group: 'supply',
    category: 'Camping > Küche > Verpflegung',
    models: 6,
    priceEuro: [6, 13],
    share: 4.4,
    elasticity: 1.6,
    profile: 'camping',
    returnRate: 0.01,
    sizes: 'one',
    several: true,
    specs: [
      ['energy', 420, 860],
      ['weight', 125, 180],
    ],
    leads: [
      t(
        'Die Trekkingmahlzeit {m} braucht nur heißes Wasser und ein paar Minuten Geduld.',
        'The {m} trekking meal needs only hot water and a few minutes of patience.',
      ),
      t(
        'Die Trekkingmahlzeit {m} schmeckt nach einem langen Tag und macht satt.',
        'The {m} trekking meal tastes good after a long day and fills you up.',
      ),
    ],
    uses: [t('Sie wird direkt im Beutel zubereitet.', 'It is prepared right in the pouch.')],
  },
  {
    ...plain,
    key: 'trinkflasche',
    code: 'TRF',
    noun: t('Trinkflasche', 'Water Bottle'),
    gender: 'f',
    group: 'bottle',
    category: 'Ausrüstung > Trinken > Trinkflaschen',
    models: 7,
    priceEuro: [12, 39],
    share: 5,
    elasticity: 1.8,
    profile: 'hiking',
    cold: -0.1,
    returnRate: 0.03,
    sizes: 'colour',
    specs: [
      ['content', 0.5, 1],
      ['weight', 210, 95],
    ],
    materials: [
      t('rostfreier Edelstahl', 'stainless steel'),
      t('bruchfester Kunststoff', 'unbreakable plastic'),
      t('leichtes Aluminium', 'lightweight aluminium'),
    ],
    leads: [
      t(
        'Die Trinkflasche {m} schließt dicht und lässt sich leicht reinigen.',
        'The {m} water bottle closes tightly and is easy to clean.',
      ),
      t(
        'Die Trinkflasche {m} begleitet auf den Berg, ins Büro und in die Schule.',
        'The {m} water bottle comes along to the mountain, the office and school.',
      ),
    ],
    uses: [
      t('Sie ist frei von Weichmachern und geschmacksneutral.', 'It is free of plasticisers and neutral in taste.'),
    ],
  },
  {
    ...plain,
    key: 'isolierflasche',
    code: 'ISF',
    noun: t('Isolierflasche', 'Insulated Bottle'),
    gender: 'f',
    group: 'bottle',
    category: 'Ausrüstung > Trinken > Isolierflaschen',
    models: 6,
    priceEuro: [25, 59],
    share: 3,
    elasticity: 1.8,
    profile: 'light',
    cold: 0.15,
    returnRate: 0.03,
    sizes: 'colour',
    specs: [
      ['content', 0.35, 1],
      ['weight', 420, 290],
    ],
    materials: [t('rostfreier Edelstahl', 'stainless steel')],
    leads: [
      t('Die Isolierflasche {m} hält Tee den ganzen Tag heiß.', 'The {m} insulated bottle keeps tea hot all day.'),
      t(
        'Die Isolierflasche {m} sorgt für warme Getränke am Gipfel und kühle am See.',
        'The {m} insulated bottle provides warm drinks on the summit and cool ones by the lake.',
      ),
    ],
    uses: [t('Sie tropft auch liegend im Rucksack nicht.', 'It does not drip even when it lies flat in the rucksack.')],
  },
  {
    ...plain,
    key: 'wasserfilter',
    code: 'WFI',
    noun: t('Wasserfilter', 'Water Filter'),
    gender: 'm',
    group: 'filter',
    category: 'Ausrüstung > Trinken > Wasserfilter',
    models: 4,
    priceEuro: [35, 109],
    share: 1.2,
    elasticity: 1.5,
    profile: 'camping',
    returnRate: 0.04,
    sizes: 'one',
    specs: [['weight', 310, 75]],
    leads: [
      t(
        'Der Wasserfilter {m} macht aus Bachwasser Trinkwasser.',
        'The {m} water filter turns stream water into drinking water.',
      ),
      t(
        'Der Wasserfilter {m} ist handlich und arbeitet ganz ohne Strom.',
        'The {m} water filter is handy and works without any power.',
      ),
    ],
    uses: [
      t('Er lässt sich unterwegs spülen und lange verwenden.', 'It can be rinsed on the way and lasts a long time.'),
    ],
  },
  {
    ...plain,
    key: 'stirnlampe',
    code: 'STL',
    noun: t('Stirnlampe', 'Headlamp'),
    gender: 'f',
    group: 'light',
    category: 'Ausrüstung > Licht > Stirnlampen',
    models: 7,
    priceEuro: [25, 119],
    share: 4,
    elasticity: 1.9,
    profile: 'light',
    returnRate: 0.05,
    sizes: 'one',
    specs: [
      ['lumen', 200, 900],
      ['burnTime', 20, 90],
      ['weight', 110, 65],
    ],
    leads: [
      t(
        'Die Stirnlampe {m} leuchtet den Weg aus, ohne zu blenden.',
        'The {m} headlamp lights the way without dazzling.',
      ),
      t(
        'Die Stirnlampe {m} gibt Licht für Abendläufe, Zeltplatz und frühe Aufbrüche.',
        'The {m} headlamp gives light for evening runs, the campsite and early starts.',
      ),
    ],
    uses: [t('Sie wird über USB-C geladen.', 'It charges via USB-C.')],
  },
  {
    ...plain,
    key: 'campinglaterne',
    code: 'LAT',
    noun: t('Campinglaterne', 'Camping Lantern'),
    gender: 'f',
    group: 'light',
    category: 'Ausrüstung > Licht > Laternen',
    models: 4,
    priceEuro: [25, 69],
    share: 1.4,
    elasticity: 1.8,
    profile: 'camping',
    returnRate: 0.05,
    sizes: 'one',
    specs: [
      ['lumen', 150, 500],
      ['weight', 380, 180],
    ],
    leads: [
      t(
        'Die Campinglaterne {m} taucht Zelt und Tisch in warmes Licht.',
        'The {m} camping lantern bathes tent and table in warm light.',
      ),
      t(
        'Die Campinglaterne {m} hängt im Zelt oder steht sicher auf dem Tisch.',
        'The {m} camping lantern hangs in the tent or stands safely on the table.',
      ),
    ],
    uses: [t('Sie lädt bei Bedarf auch das Telefon.', 'It charges a phone if need be.')],
  },
  {
    ...plain,
    key: 'trekkingstoecke',
    code: 'TST',
    noun: t('Trekkingstöcke', 'Trekking Poles'),
    gender: 'p',
    enPlural: true,
    group: 'poles',
    category: 'Ausrüstung > Trekkingstöcke',
    models: 7,
    priceEuro: [49, 169],
    share: 3,
    elasticity: 1.8,
    profile: 'hiking',
    returnRate: 0.06,
    sizes: 'one',
    specs: [
      ['poleLength', 125, 140],
      ['weight', 560, 340],
    ],
    leads: [
      t(
        'Die Trekkingstöcke {m} entlasten die Knie im Abstieg.',
        'The {m} trekking poles take the strain off your knees on the way down.',
      ),
      t(
        'Die Trekkingstöcke {m} geben auf nassen Wegen und Schneefeldern sicheren Halt.',
        'The {m} trekking poles give secure hold on wet paths and snowfields.',
      ),
    ],
    uses: [t('Sie lassen sich mit wenigen Handgriffen verstellen.', 'They adjust in a few moves.')],
  },
  {
    ...plain,
    key: 'kletterseil',
    code: 'SEI',
    noun: t('Kletterseil', 'Climbing Rope'),
    gender: 'n',
    group: 'rope',
    category: 'Klettern > Seile',
    models: 5,
    priceEuro: [89, 229],
    share: 1.2,
    elasticity: 1.4,
    profile: 'climbing',
    returnRate: 0.03,
    sizes: 'one',
    specs: [
      ['ropeLength', 40, 80],
      ['diameter', 10.1, 8.9],
    ],
    leads: [
      t(
        'Das Kletterseil {m} läuft geschmeidig durch das Sicherungsgerät.',
        'The {m} climbing rope runs smoothly through the belay device.',
      ),
      t('{m} ist ein Einfachseil für Halle und Fels.', '{m} is a single rope for indoor walls and rock.'),
    ],
    uses: [t('Es ist imprägniert und krangelt wenig.', 'It is treated against water and hardly kinks.')],
  },
  {
    ...plain,
    key: 'klettergurt',
    code: 'GUR',
    noun: t('Klettergurt', 'Climbing Harness'),
    gender: 'm',
    group: 'climb',
    category: 'Klettern > Gurte',
    models: 6,
    priceEuro: [49, 119],
    share: 1.4,
    elasticity: 1.6,
    profile: 'climbing',
    returnRate: 0.1,
    sizes: 'half',
    specs: [['weight', 480, 310]],
    complements: [
      ['kletterhelm', 0.18],
      ['expressset', 0.12],
    ],
    leads: [
      t(
        'Der Klettergurt {m} sitzt auch im Hängen bequem.',
        'The {m} climbing harness is comfortable even when hanging.',
      ),
      t(
        'Der Klettergurt {m} eignet sich für Halle, Klettergarten und Klettersteig.',
        'The {m} climbing harness suits indoor walls, crags and via ferratas.',
      ),
    ],
    uses: [t('Vier Materialschlaufen halten alles griffbereit.', 'Four gear loops keep everything within reach.')],
  },
  {
    ...plain,
    key: 'kletterhelm',
    code: 'HEL',
    noun: t('Kletterhelm', 'Climbing Helmet'),
    gender: 'm',
    group: 'climb',
    category: 'Klettern > Helme',
    models: 5,
    priceEuro: [49, 119],
    share: 1.2,
    elasticity: 1.5,
    profile: 'climbing',
    returnRate: 0.08,
    sizes: 'half',
    specs: [['weight', 340, 190]],
    materials: [
      t('schlagfester Kunststoff', 'impact-resistant plastic'),
      t('geschäumtes Polypropylen', 'foamed polypropylene'),
    ],
    leads: [
      t(
        'Der Kletterhelm {m} schützt vor Steinschlag und Anprall.',
        'The {m} climbing helmet protects from rockfall and impact.',
      ),
      t(
        'Der Kletterhelm {m} ist so leicht, dass man den Helm bald vergisst.',
        'The {m} climbing helmet is so light that you soon forget you are wearing it.',
      ),
    ],
    uses: [t('Er lässt sich mit einer Hand an den Kopf anpassen.', 'It adjusts to the head with one hand.')],
  },
  {
    ...plain,
    key: 'kletterschuh',
    code: 'KLS',
    noun: t('Kletterschuh', 'Climbing Shoe'),
    gender: 'm',
    group: 'climbShoe',
    category: 'Klettern > Kletterschuhe',
    models: 6,
    priceEuro: [69, 159],
    share: 1.8,
    elasticity: 1.8,
    profile: 'climbing',
    returnRate: 0.25,
    sizes: 'shoe',
    specs: [['weight', 480, 380]],
    leads: [
      t(
        'Der Kletterschuh {m} steht präzise auf kleinen Leisten.',
        'The {m} climbing shoe stands precisely on small edges.',
      ),
      t(
        'Der Kletterschuh {m} gibt an Platten und Überhängen viel Gefühl.',
        'The {m} climbing shoe gives a lot of feel on slabs and overhangs.',
      ),
    ],
    uses: [t('Er passt zu Anfängern wie zu Fortgeschrittenen.', 'It suits beginners and advanced climbers alike.')],
  },
  {
    ...plain,
    key: 'expressset',
    code: 'EXP',
    noun: t('Expressset', 'Quickdraw Set'),
    gender: 'n',
    group: 'climb',
    category: 'Klettern > Karabiner',
    models: 4,
    priceEuro: [59, 119],
    share: 0.8,
    elasticity: 1.6,
    profile: 'climbing',
    returnRate: 0.03,
    sizes: 'one',
    specs: [
      ['pieces', 5, 6],
      ['weight', 680, 480],
    ],
    materials: [t('geschmiedetes Aluminium', 'forged aluminium')],
    leads: [
      t(
        'Das Expressset {m} klippt sich leicht und liegt gut in der Hand.',
        'The {m} quickdraw set clips easily and sits well in the hand.',
      ),
      t(
        'Das Expressset {m} gehört zur Grundausstattung für Sportkletterrouten.',
        'The {m} quickdraw set belongs to the basic equipment for sport routes.',
      ),
    ],
    uses: [t('Es erfüllt die einschlägigen Normen.', 'It meets the relevant standards.')],
  },
  {
    ...plain,
    key: 'chalkbag',
    code: 'CHA',
    noun: t('Chalkbag', 'Chalk Bag'),
    gender: 'm',
    group: 'climb',
    category: 'Klettern > Zubehör > Chalkbags',
    models: 4,
    priceEuro: [15, 35],
    share: 1.2,
    elasticity: 1.7,
    profile: 'climbing',
    returnRate: 0.03,
    sizes: 'colour',
    specs: [['weight', 120, 80]],
    leads: [
      t(
        'Der Chalkbag {m} hält den Griff in die Kreide offen und weich.',
        'The {m} chalk bag keeps its mouth open and soft for your hand.',
      ),
      t('Der Chalkbag {m} bringt Farbe an die Wand.', 'The {m} chalk bag brings colour to the wall.'),
    ],
    uses: [t('Er schließt dicht und staubt im Rucksack nicht.', 'It closes tightly and does not dust your rucksack.')],
  },
  {
    ...plain,
    key: 'schneeschuhe',
    code: 'SNS',
    noun: t('Schneeschuhe', 'Snowshoes'),
    gender: 'p',
    enPlural: true,
    group: 'snow',
    category: 'Ausrüstung > Winter > Schneeschuhe',
    models: 5,
    priceEuro: [119, 289],
    share: 1,
    elasticity: 1.7,
    profile: 'snow',
    cold: 0.35,
    returnRate: 0.07,
    sizes: 'half',
    specs: [
      ['load', 90, 130],
      ['weight', 2100, 1600],
    ],
    complements: [
      ['gamaschen', 0.22],
      ['trekkingstoecke', 0.18],
    ],
    materials: [
      t('kältefester Kunststoff', 'cold-resistant plastic'),
      t('leichtes Aluminium', 'lightweight aluminium'),
    ],
    leads: [
      t(
        'Die Schneeschuhe {m} tragen auch durch tiefen Pulverschnee.',
        'The {m} snowshoes carry you even through deep powder.',
      ),
      t(
        'Die Schneeschuhe {m} öffnen den Winterwald abseits der geräumten Wege.',
        'The {m} snowshoes open up the winter forest away from cleared paths.',
      ),
    ],
    uses: [t('Sie lassen sich mit Handschuhen an- und ausziehen.', 'They go on and off with gloves on.')],
  },
  {
    ...plain,
    key: 'groedel',
    code: 'GRO',
    noun: t('Grödel', 'Microspikes'),
    gender: 'p',
    enPlural: true,
    group: 'spikes',
    category: 'Ausrüstung > Winter > Grödel',
    models: 4,
    priceEuro: [29, 79],
    share: 1.2,
    elasticity: 1.5,
    profile: 'snow',
    cold: 0.35,
    returnRate: 0.06,
    sizes: 'half',
    specs: [['weight', 480, 340]],
    leads: [
      t('Die Grödel {m} greifen auf vereisten Wegen.', 'The {m} microspikes grip on icy paths.'),
      t(
        'Die Grödel {m} sind schnell übergezogen und halten sicher am Schuh.',
        'The {m} microspikes slip on quickly and hold firmly to the boot.',
      ),
    ],
    uses: [t('Sie gehören im Winter in jeden Rucksack.', 'They belong in every rucksack in winter.')],
  },
  {
    ...plain,
    key: 'erstehilfeset',
    code: 'EHS',
    noun: t('Erste-Hilfe-Set', 'First Aid Kit'),
    gender: 'n',
    group: 'kit',
    category: 'Ausrüstung > Sicherheit > Erste Hilfe',
    models: 4,
    priceEuro: [19, 59],
    share: 1.6,
    elasticity: 1.2,
    profile: 'hiking',
    returnRate: 0.02,
    sizes: 'one',
    specs: [
      ['pieces', 24, 58],
      ['weight', 420, 260],
    ],
    materials: [t('wasserabweisendes Gewebe', 'water-repellent fabric'), t('reißfestes Polyamid', 'ripstop polyamide')],
    leads: [
      t(
        'Das Erste-Hilfe-Set {m} hat für kleine und größere Notfälle das Richtige dabei.',
        'The {m} first aid kit has the right things for small and larger emergencies.',
      ),
      t(
        'Das Erste-Hilfe-Set {m} ist übersichtlich gepackt und sofort zur Hand.',
        'The {m} first aid kit is clearly packed and ready at once.',
      ),
    ],
    uses: [t('Es lässt sich außen am Rucksack befestigen.', 'It can be fixed to the outside of a rucksack.')],
  },
  {
    ...plain,
    key: 'taschenmesser',
    code: 'MES',
    noun: t('Taschenmesser', 'Pocket Knife'),
    gender: 'n',
    group: 'knife',
    category: 'Ausrüstung > Werkzeug > Messer',
    models: 5,
    priceEuro: [25, 99],
    share: 2,
    elasticity: 1.6,
    profile: 'steady',
    returnRate: 0.03,
    sizes: 'one',
    specs: [
      ['pieces', 4, 15],
      ['weight', 140, 70],
    ],
    leads: [
      t(
        'Das Taschenmesser {m} schneidet Brot, Käse und Schnur gleichermaßen.',
        'The {m} pocket knife cuts bread, cheese and cord alike.',
      ),
      t(
        'Das Taschenmesser {m} liegt gut in der Hand und bleibt lange scharf.',
        'The {m} pocket knife sits well in the hand and stays sharp for a long time.',
      ),
    ],
    uses: [t('Es ist auch ein schönes Geschenk.', 'It also makes a fine present.')],
  },
  {
    ...plain,
    key: 'impraegnierung',
    code: 'IMP',
    noun: t('Imprägnierspray', 'Waterproofing Spray'),
    gender: 'n',
    group: 'supply',
    category: 'Ausrüstung > Pflege > Imprägnierung',
    models: 4,
    priceEuro: [10, 19],
    share: 2.8,
    elasticity: 1.3,
    profile: 'rain',
    rain: 0.2,
    returnRate: 0.01,
    sizes: 'one',
    several: true,
    specs: [['content', 0.2, 0.4]],
    leads: [
      t(
        'Das Imprägnierspray {m} frischt den Wetterschutz von Jacken und Schuhen auf.',
        'The {m} waterproofing spray renews the weather protection of jackets and shoes.',
      ),
      t(
        'Das Imprägnierspray {m} lässt Wasser wieder abperlen und erhält die Atmungsaktivität.',
        'The {m} waterproofing spray makes water bead off again and keeps fabrics breathable.',
      ),
    ],
    uses: [t('Es kommt ohne Fluorverbindungen aus.', 'It does without fluorine compounds.')],
  },
]
