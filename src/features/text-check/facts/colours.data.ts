/** Colours and the shades of them. */
import type { Entry } from './lexicon.ts'

export interface Colour extends Entry {
  /** The colour it is a shade of. */
  readonly of?: string
  /** Also the name of a thing: a colour only where a colour is spoken of ('in Sand', 'Farbe: Beere'). */
  readonly isThing?: true
}

const words = (text: string): string[] => text.split(',').map((word) => word.trim())
const colour = (id: string, de: string, en: string, more: Pick<Colour, 'of' | 'isThing'> = {}): Colour => ({
  id,
  de: words(de),
  en: words(en),
  ...more,
})
const thing = (of?: string): Pick<Colour, 'of' | 'isThing'> =>
  of === undefined ? { isThing: true } : { of, isThing: true }

export const COLOURS: readonly Colour[] = [
  colour('black', 'schwarz', 'black'),
  colour('white', 'weiß', 'white'),
  colour('grey', 'grau', 'grey, gray'),
  colour('red', 'rot', 'red'),
  colour('blue', 'blau', 'blue'),
  colour('green', 'grün', 'green'),
  colour('yellow', 'gelb', 'yellow'),
  colour('brown', 'braun', 'brown'),
  colour('orange', 'orange, orangefarben, orangen', 'orange'),
  colour('pink', 'rosa, pink, pinkfarben, rosé, rosafarben', 'pink, rose'),
  colour('purple', 'lila, violett, purpur', 'purple, violet'),
  colour('turquoise', 'türkis, türkisfarben', 'turquoise'),
  colour('beige', 'beige, beigefarben', 'beige'),
  colour('cream', 'creme, cremefarben, cremeweiß', 'cream', thing('beige')),
  colour('natural', 'naturfarben, ungefärbt', 'undyed, natural colour'),
  colour('silver', 'silbern, silberfarben, Silber', 'silver, silvery, silver-coloured', thing()),
  colour('gold', 'golden, goldfarben, Gold', 'golden, gold, gold-coloured', thing()),
  colour('copper', 'kupferfarben, Kupfer', 'copper', thing('brown')),
  colour('anthracite', 'anthrazit, anthrazitfarben, Charcoal', 'anthracite, charcoal, charcoal grey', { of: 'grey' }),
  colour('petrol', 'petrol, petrolfarben', 'petrol, teal', thing('blue')),
  colour('navy', 'marine, marineblau, dunkelmarine, navy', 'navy, navy blue', thing('blue')),
  colour('midnight', 'nachtblau, mitternachtsblau', 'midnight blue', { of: 'blue' }),
  colour('light-blue', 'hellblau, himmelblau', 'light blue, sky blue', { of: 'blue' }),
  colour('dark-blue', 'dunkelblau', 'dark blue', { of: 'blue' }),
  colour('royal-blue', 'königsblau, royalblau', 'royal blue', { of: 'blue' }),
  colour('moss', 'moosgrün', 'moss green', { of: 'green' }),
  colour('fir', 'tannengrün', 'fir green', { of: 'green' }),
  colour('olive', 'oliv, olivgrün, olivfarben', 'olive, olive green', thing('green')),
  colour('khaki', 'khaki, khakifarben', 'khaki', { of: 'green' }),
  colour('mint', 'mint, mintgrün, mintfarben', 'mint, mint green', thing('green')),
  colour('sage', 'salbei, salbeigrün', 'sage, sage green', thing('green')),
  colour('dark-green', 'dunkelgrün', 'dark green', { of: 'green' }),
  colour('light-green', 'hellgrün', 'light green', { of: 'green' }),
  colour('lime', 'limette, limettengrün', 'lime, lime green', thing('green')),
  colour('rust', 'rostrot, rostfarben, Rost', 'rust red, rust', thing('red')),
  colour('bordeaux', 'bordeaux, weinrot, bordeauxrot', 'burgundy, wine red, bordeaux', { of: 'red' }),
  colour('dark-red', 'dunkelrot', 'dark red', { of: 'red' }),
  colour('light-red', 'hellrot', 'light red', { of: 'red' }),
  colour('coral', 'koralle, korallenrot, korallfarben', 'coral', thing('red')),
  colour('mustard', 'senfgelb, Senf', 'mustard, mustard yellow', thing('yellow')),
  colour('lemon', 'zitronengelb', 'lemon yellow, lemon', thing('yellow')),
  colour('slate', 'schiefergrau, Schiefer', 'slate grey, slate gray, slate', thing('grey')),
  colour('dark-grey', 'dunkelgrau', 'dark grey, dark gray', { of: 'grey' }),
  colour('light-grey', 'hellgrau', 'light grey, light gray', { of: 'grey' }),
  colour('berry', 'beere, beerenfarben', 'berry', thing('purple')),
  colour('aubergine', 'aubergine', 'aubergine', thing('purple')),
  colour('lavender', 'lavendel, flieder', 'lavender, lilac', thing('purple')),
  colour('terracotta', 'terrakotta, terracotta', 'terracotta', thing('brown')),
  colour('ochre', 'ocker, ockergelb', 'ochre', thing('yellow')),
  colour('graphite', 'graphit, graphitgrau', 'graphite', thing('grey')),
  colour('apricot', 'aprikose, apricot, aprikot', 'apricot', thing('orange')),
  colour('crimson', 'karmesinrot, karminrot', 'crimson', { of: 'red' }),
  colour('dusky-pink', 'altrosa', 'dusky pink', { of: 'pink' }),
  colour('dove-blue', 'taubenblau', 'dove blue', { of: 'blue' }),
  colour('brass', 'messing, messingfarben', 'brass', thing('gold')),
  colour('sand', 'sand, sandfarben', 'sand, sand-coloured', thing('beige')),
  colour('taupe', 'taupe', 'taupe', { of: 'beige' }),
  colour('camel', 'camel', 'camel', thing('brown')),
  colour('cognac', 'cognac, cognacfarben', 'cognac, tan', thing('brown')),
  colour('dark-brown', 'dunkelbraun', 'dark brown', { of: 'brown' }),
  colour('light-brown', 'hellbraun', 'light brown', { of: 'brown' }),
  colour('ivory', 'elfenbein, elfenbeinfarben, wollweiß, ecru', 'ivory, off-white, ecru', thing('white')),
  colour('magenta', 'magenta, fuchsia', 'magenta, fuchsia', { of: 'pink' }),
  colour('rose-gold', 'roségold, roségoldfarben', 'rose gold', { of: 'gold' }),
  colour('transparent', 'transparent, durchsichtig, farblos', 'transparent, colourless', thing()),
]

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
