/** Colours and the shades of them. */
import type { Entry } from './lexicon.ts'
import { members, readTable } from './table.ts'

export interface Colour extends Entry {
  /** The colour it is a shade of. */
  readonly of?: string
  /** Also the name of a thing: a colour only where a colour is spoken of ('in Sand', 'Farbe: Beere'). */
  readonly isThing?: true
}

/** Per line: id, German words, English words, the colour it is a shade of, 'thing' for the name of a thing too. */
const TABLE = `
black | schwarz | black
white | weiß | white
grey | grau | grey, gray
red | rot | red
blue | blau | blue
green | grün | green
yellow | gelb | yellow
brown | braun | brown
orange | orange, orangefarben, orangen | orange
pink | rosa, pink, pinkfarben, rosé, rosafarben | pink, rose
purple | lila, violett, purpur | purple, violet
turquoise | türkis, türkisfarben | turquoise
beige | beige, beigefarben | beige
cream | creme, cremefarben, cremeweiß | cream | beige | thing
natural | naturfarben, ungefärbt | undyed, natural colour
silver | silbern, silberfarben, Silber | silver, silvery, silver-coloured |  | thing
gold | golden, goldfarben, Gold | golden, gold, gold-coloured |  | thing
copper | kupferfarben, Kupfer | copper | brown | thing
anthracite | anthrazit, anthrazitfarben, Charcoal | anthracite, charcoal, charcoal grey | grey
petrol | petrol, petrolfarben | petrol, teal | blue | thing
navy | marine, marineblau, dunkelmarine, navy | navy, navy blue | blue | thing
midnight | nachtblau, mitternachtsblau | midnight blue | blue
light-blue | hellblau, himmelblau | light blue, sky blue | blue
dark-blue | dunkelblau | dark blue | blue
royal-blue | königsblau, royalblau | royal blue | blue
moss | moosgrün | moss green | green
fir | tannengrün | fir green | green
olive | oliv, olivgrün, olivfarben | olive, olive green | green | thing
khaki | khaki, khakifarben | khaki | green
mint | mint, mintgrün, mintfarben | mint, mint green | green | thing
sage | salbei, salbeigrün | sage, sage green | green | thing
dark-green | dunkelgrün | dark green | green
light-green | hellgrün | light green | green
lime | limette, limettengrün | lime, lime green | green | thing
rust | rostrot, rostfarben, Rost | rust red, rust | red | thing
bordeaux | bordeaux, weinrot, bordeauxrot | burgundy, wine red, bordeaux | red
dark-red | dunkelrot | dark red | red
light-red | hellrot | light red | red
coral | koralle, korallenrot, korallfarben | coral | red | thing
mustard | senfgelb, Senf | mustard, mustard yellow | yellow | thing
lemon | zitronengelb | lemon yellow, lemon | yellow | thing
slate | schiefergrau, Schiefer | slate grey, slate gray, slate | grey | thing
dark-grey | dunkelgrau | dark grey, dark gray | grey
light-grey | hellgrau | light grey, light gray | grey
berry | beere, beerenfarben | berry | purple | thing
aubergine | aubergine | aubergine | purple | thing
lavender | lavendel, flieder | lavender, lilac | purple | thing
terracotta | terrakotta, terracotta | terracotta | brown | thing
ochre | ocker, ockergelb | ochre | yellow | thing
graphite | graphit, graphitgrau | graphite | grey | thing
apricot | aprikose, apricot, aprikot | apricot | orange | thing
crimson | karmesinrot, karminrot | crimson | red
dusky-pink | altrosa | dusky pink | pink
dove-blue | taubenblau | dove blue | blue
brass | messing, messingfarben | brass | gold | thing
sand | sand, sandfarben | sand, sand-coloured | beige | thing
taupe | taupe | taupe | beige
camel | camel | camel | brown | thing
cognac | cognac, cognacfarben | cognac, tan | brown | thing
dark-brown | dunkelbraun | dark brown | brown
light-brown | hellbraun | light brown | brown
ivory | elfenbein, elfenbeinfarben, wollweiß, ecru | ivory, off-white, ecru | white | thing
magenta | magenta, fuchsia | magenta, fuchsia | pink
rose-gold | roségold, roségoldfarben | rose gold | gold
transparent | transparent, durchsichtig, farblos | transparent, colourless |  | thing
`

export const COLOURS: readonly Colour[] = readTable(TABLE).map(([id = '', de, en, of = '', thing]) => ({
  id,
  de: members(de),
  en: members(en),
  ...(of === '' ? {} : { of }),
  ...(thing === 'thing' ? { isThing: true } : {}),
}))

/** Last parts of German names of colours ('pfaublau'), with the colour they are shades of. */
export const COLOUR_ENDINGS: readonly (readonly [ending: string, colour: string])[] = [
  ['schwarz', 'black'],
  ['weiss', 'white'],
  ['grau', 'grey'],
  ['blau', 'blue'],
  ['grun', 'green'],
  ['gelb', 'yellow'],
  ['braun', 'brown'],
  ['rot', 'red'],
  ['rosa', 'pink'],
  ['lila', 'purple'],
]
