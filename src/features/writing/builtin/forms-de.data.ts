/**
 * German sentence forms; how they are written: template.ts. Slots of the product: {N} {NA} {ND} its name with article in the nominative,
 * accusative, dative, {name} the bare name, {S} {A} {D} how it is spoken of at that place, {the} its noun with article in the accusative, {noun}. Of a fact: {v} its value, {w} and {dat}
 * in the dative, {n} its number, {l} its label, {der l} {den l} {dem l} {ein l} {einen l} {einem l} the label with article, {list}
 * several values, {haves} with articles, {range} of sizes.
 */
import type { FormTable } from './form-table.ts'

/** Of a measure whose label has an article. */
const HAS = ['(hat|haben) {einen l} von {w}', '(kommt|kommen) auf {einen l} von {w}']
const IS = [
  '{Der l} beträgt {v}.',
  '{Der l} liegt bei {w}.',
  'l:{l}: {v}.',
  'Bei {dem l} sind es {v}.',
  '{l}: {v}.',
  'p:{Der l} ist mit {w} angegeben.',
]

export const GERMAN_FORMS: FormTable = {
  facts: {
    measure: {
      predicate: HAS,
      say: IS,
      phrase: ['mit {einem l} von {w}'],
      lead: ['Mit {einem l} von {w} (kommt|kommen) {N}.', 'l:{l} {v} – {N}.', 'Bei {ND} beträgt {der l} {v}.'],
    },
    weight: {
      predicate: ['(wiegt|wiegen) {v}', '(bringt|bringen) {v} auf die Waage', ...HAS],
      say: [...IS, '{v} (wiegt|wiegen) {S}.', 'wl:Auf der Waage: {v}.'],
      lead: ['{v} (wiegt|wiegen) {N}.', 'l:{v} auf der Waage – {N}.', 'wl:Wie viel (wiegt|wiegen) {N}? Es sind {v}.'],
      phrase: ['mit {w} Gewicht'],
    },
    'water-column': {
      phrase: ['mit {w} Wassersäule'],
      lead: ['l:{v} Wassersäule – {N}.', 'Auf {v} Wassersäule (bringt|bringen) es {N}.'],
    },
    volume: {
      predicate: ['(fasst|fassen) {v}', '(bietet|bieten) ein Volumen von {w}', '(hat|haben) ein Volumen von {w}'],
      phrase: ['mit {w} Volumen'],
      lead: ['{v} (fasst|fassen) {N}.', 'l:{v} Volumen – {N}.', 'wl:Wie viel passt hinein? {N} (fasst|fassen) {v}.'],
    },
    capacity: {
      predicate: HAS,
      phrase: ['mit {w} {l}'],
      lead: ['l:{v} {l} – {N}.'],
    },
    persons: {
      predicate: ['(bietet|bieten) Platz für {count Person}', '(ist|sind) auf {count Person} ausgelegt'],
      say: ['Platz ist für {count Person}.', '{S} (bietet|bieten) Platz für {count Person}.'],
      phrase: ['für {count Person}'],
      lead: [
        'Platz für {count Person} (bietet|bieten) {N}.',
        'Bei {ND} ist Platz für {count Person}.',
        '{N} (bietet|bieten) Platz für {count Person}.',
      ],
    },
    pieces: {
      predicate: ['(umfasst|umfassen) {count Teil}'],
      say: ['Im Lieferumfang: {count Teil}.', '{count Teil} gehören dazu.'],
      phrase: ['mit {count Teil dat}'],
      lead: [
        '{count Teil} umfasst, was zu {ND} gehört.',
        'l:{count Teil} – {N}.',
        '{N} (umfasst|umfassen) {count Teil}.',
      ],
    },
    light: {
      predicate: ['(leuchtet|leuchten) mit {w}', ...HAS],
      phrase: ['mit {w}'],
      lead: ['Mit {v} (leuchtet|leuchten) {N}.', 'l:{v} – {N}.'],
      say: [...IS, '{v}: So hell (leuchtet|leuchten) {S}.'],
    },
    length: { predicate: ['(ist|sind) {v} lang'], say: [...IS, '{v} lang (ist|sind) {S}.'], phrase: ['in {v} {l}'] },
    width: { predicate: ['(ist|sind) {v} breit'], say: [...IS, '{v} breit (ist|sind) {S}.'] },
    height: { predicate: ['(ist|sind) {v} hoch'], say: [...IS, '{v} hoch (ist|sind) {S}.'] },
    depth: { predicate: ['(ist|sind) {v} tief'] },
    diameter: {
      predicate: ['(misst|messen) {v} im Durchmesser'],
      say: [...IS, '{v} (misst|messen) {S} im Durchmesser.'],
      phrase: ['mit {w} Durchmesser'],
    },
    dimensions: {
      predicate: ['(misst|messen) {v}'],
      say: ['Die Maße: {v}.', '{S} (misst|messen) {v}.', 'Die Abmessungen betragen {v}.', 'Gemessen sind es {v}.'],
      phrase: [],
      lead: ['{v} (misst|messen) {N}.', 'l:{v}: So groß (ist|sind) {N}.'],
    },
    'packed-size': {
      predicate: ['(lässt|lassen) sich auf {v} packen'],
      say: ['Verpackt sind es {v}.', 'Das Packmaß: {v}.'],
    },
    load: {
      predicate: ['(ist|sind) mit {w} belastbar', ...HAS],
      say: [...IS, 'Belastbar (ist|sind) {S} mit {w}.'],
      lead: ['Mit {v} (ist|sind) {N} belastbar.'],
    },
    temperature: {
      predicate: ['(ist|sind) für {v} ausgelegt'],
      say: ['Ausgelegt (ist|sind) {S} für {v}.', '{Der l}: {v}.', '{l}: {v}.'],
      lead: ['Für {v} (ist|sind) {N} ausgelegt.'],
    },
    energy: {
      predicate: ['(liefert|liefern) {v}', ...HAS],
      say: [...IS, '{v} (liefert|liefern) {S}.'],
      lead: ['{v} (liefert|liefern) {N}.'],
    },
    material: {
      predicate: ['(besteht|bestehen) aus {dat}', '(ist|sind) aus {dat} gefertigt', '(ist|sind) aus {dat} gemacht'],
      say: ['Als Material dient {v}.', '{l}: {v}.', 'Gefertigt (ist|sind) {S} aus {dat}.', 'Verarbeitet ist {v}.'],
      phrase: ['aus {dat}'],
      lead: [
        'Aus {dat} (ist|sind) {N} gemacht.',
        '{v}: Daraus (besteht|bestehen) {N}.',
        '{N} (besteht|bestehen) aus {dat}.',
        'wl:Woraus (besteht|bestehen) {N}? Aus {dat}.',
        'l:{v} – {N}.',
      ],
    },
    'outer-material': part(),
    lining: part('(ist|sind) mit {dat} gefüttert'),
    sole: part(),
    filling: part('(ist|sind) mit {dat} gefüllt'),
    frame: part(),
    colour: {
      predicate: ['(kommt|kommen) in {colours}', '(ist|sind) in {colours} erhältlich'],
      say: [
        '{l}: {list}.',
        'Erhältlich (ist|sind) {S} in {colours}.',
        'Zur Wahl stehen {many colours}.',
        'w:<Du wählst|Sie wählen> zwischen {many colours}.',
        'In {colours} (ist|sind) {S} zu haben.',
      ],
      phrase: ['in {colours}'],
      lead: [
        '{many colours}: In diesen Farben gibt es {NA}.',
        'In {colours} gibt es {NA}.',
        'l:{N} in {colours}.',
        '{N} (kommt|kommen) in {colours}.',
      ],
    },
    size: {
      predicate: ['(ist|sind) in {range} erhältlich'],
      say: [
        'Erhältlich (ist|sind) {S} in {range}.',
        'w:<Du findest|Sie finden> {A} in {range}.',
        'Es gibt {A} in {range}.',
        'l:{bare range}: <Such dir deine Größe aus|Suchen Sie sich Ihre Größe aus>.',
        'Lieferbar in {range}.',
        'Die Größen: {bare range}.',
      ],
      phrase: [],
      lead: [
        'In {range} gibt es {NA}.',
        'Von {range ends} reicht die Auswahl bei {ND}.',
        '{name}: erhältlich in {range}.',
      ],
    },
    audience: {
      predicate: ['(ist|sind) für {list} gemacht'],
      say: ['Gemacht (ist|sind) {S} für {list}.', '{S} (ist|sind) für {list} gemacht.'],
      phrase: ['für {list}'],
      lead: ['Für {list} gibt es {NA}.', '{N} (ist|sind) für {list} gemacht.', 'l:{N}, gemacht für {list}.'],
    },
    origin: {
      predicate: ['(kommt|kommen) {from}'],
      say: ['{l}: {v}.', '{S} (kommt|kommen) {from}.', 'Die Herkunft: {v}.'],
      phrase: ['{from}'],
      lead: ['{from} (kommt|kommen) {N}.'],
    },
    care: {
      predicate: ['(ist|sind) bei {degrees} waschbar'],
      say: [
        '{l}: {v}.',
        'Zur Pflege: {v}.',
        'Gewaschen (wird|werden) {S} bei {degrees}.',
        'Pflegehinweis: {v}.',
        'Waschbar bei {degrees}.',
      ],
    },
    use: {
      predicate: ['(ist|sind) für {free list} gedacht', '(eignet|eignen) sich für {free list}'],
      say: [
        '{l}: {list}.',
        'Gedacht (ist|sind) {S} für {free list}.',
        'l:{list}: Dafür (ist|sind) {S} da.',
        'Geeignet für {free list}.',
      ],
      lead: [
        'Für {free list} (ist|sind) {N} gedacht.',
        'l:{list}: Dafür (ist|sind) {N} da.',
        'w:<Du suchst|Sie suchen> etwas für {free list}? Dafür (ist|sind) {N} gedacht.',
        '{N} (eignet|eignen) sich für {free list}.',
      ],
      phrase: ['für {free list}'],
    },
    is: {
      predicate: ['(ist|sind) {list}'],
      say: [
        '{list}: So (ist|sind) {S}.',
        '{S} (ist|sind) {list}.',
        'Zu den Eigenschaften: {list}.',
        'Eigenschaften: {list}.',
      ],
      lead: ['{N} (ist|sind) {list}.', 'l:{list} – {N}.', '{list}: Das (ist|sind) {N}.', '{list} (ist|sind) {N}.'],
    },
    has: {
      predicate: ['(hat|haben) {haves}'],
      say: [
        'Mit dabei: {list}.',
        'Zur Ausstattung: {list}.',
        '{S} (kommt|kommen) mit {list}.',
        '{list}: Das gehört dazu.',
      ],
      phrase: ['mit {list}'],
      lead: ['{N} (hat|haben) {haves}.', 'l:{list} – {N}.', 'Mit {list} (kommt|kommen) {N}.'],
    },
    naming: {
      predicate: [],
      say: ['{P} (ist|sind) {v}.', 'Kurz gesagt: {v}.'],
      lead: ['{N} (ist|sind) {v}.', '{name}: {v}.'],
      phrase: [],
    },
    behind: {
      predicate: ['(kommt|kommen) {v}'],
      say: ['{S} (kommt|kommen) {v}.'],
      lead: ['{N} (kommt|kommen) {v}.', 'l:{name}: {noun} {v}.'],
      phrase: ['{v}'],
    },
    price: {
      predicate: ['(kostet|kosten) {v}'],
      say: [
        '{S} (kostet|kosten) {v}.',
        '{l}: {v}.',
        'Der Preis: {v}.',
        'Zu haben (ist|sind) {S} für {v}.',
        'Im Shop (kostet|kosten) {S} {v}.',
      ],
      phrase: [],
      lead: [],
    },
    contents: {
      say: [
        'Im Lieferumfang: {list}.',
        'Mit im Paket: {list}.',
        'Geliefert (wird|werden) {S} mit diesem Umfang: {list}.',
      ],
    },
    fit: {
      predicate: ['(sitzt|sitzen) {adverb}'],
      say: ['{l}: {v}.', 'Die Passform: {v}.', 'Beim Schnitt: {v}.'],
      lead: ['{adverb} (sitzt|sitzen) {N}.', 'l:{v} – {N}.'],
    },
    trait: {
      say: ['{l}: {v}.', '{Der l} ist {adverb}.'],
      lead: ['l:{l} {v} – {N}.'],
    },
    detail: { say: ['{l}: {v}.'] },
    sized: { predicate: ['(hat|haben) {einen l} von {w}'], say: ['{l}: {v}.'], phrase: [], lead: [] },
    pages: {
      predicate: ['(hat|haben) {n} Seiten', '(umfasst|umfassen) {n} Seiten'],
      say: ['{n} Seiten (hat|haben) {S}.', 'Umfang: {n} Seiten.'],
      phrase: ['mit {n} Seiten'],
      lead: ['{n} Seiten (hat|haben) {N}.', '{N} (umfasst|umfassen) {n} Seiten.'],
    },
  },
  openings: [
    'Vorgestellt: {N}.',
    '{N} im Überblick.',
    'Das (ist|sind) {N}.',
    'Von {brand} (kommt|kommen) {N} {mods}.',
    '{N} von {brand}: {noun} {mods}.',
    'l:{name} {mods}: {noun} von {brand}.',
    'w:<Du suchst|Sie suchen> {eine noun} {mods}? {N} von {brand} (ist|sind) genau so gemacht.',
    'l:{name}. {Ein noun} {mods}.',
    '{N} von {brand} im Überblick.',
    'w:Das (ist|sind) {N} {mods}.',
    '{Ein noun} {mods}: Das (ist|sind) {N}.',
    'p:{name}: {noun} {mods}.',
    'Das (ist|sind) {N} von {brand}.',
  ],
  one: ['{S} {x}.', '{S} {x}.', 'Außerdem {x inverted}.'],
  two: ['{S} {x} und {y}.', '{S} {x} und {y}.', '{S} {x}, außerdem {y inverted}.'],
  closings: [
    'w:<Passt das zu dir|Passt das zu Ihnen>? Dann <sieh dir|sehen Sie sich> {NA} in Ruhe an.',
    'w:<Entscheide selbst, ob {S} zu dir (passt|passen)|Entscheiden Sie selbst, ob {S} zu Ihnen (passt|passen)>.',
    'l:<Neugierig? Sieh dir {the} genauer an|Neugierig? Sehen Sie sich {the} genauer an>.',
    'l:<Klingt gut? Dann nimm {the} mit|Klingt gut? Dann nehmen Sie {the} mit>.',
  ],
  others: {
    question: [
      'Was zeichnet {NA} aus?',
      'Was ist über {NA} zu wissen?',
      'Welche Eigenschaften (hat|haben) {N}?',
      'Was <kannst du|können Sie|kann man> von {ND} erwarten?',
      'Worauf kommt es bei {ND} an?',
    ],
    post: [
      'l:{N}.',
      'Heute im Blick: {N}.',
      'Aus dem Sortiment: {N}.',
      'w:<Kennst du schon|Kennen Sie schon> {NA}?',
      'Im Porträt: {N}.',
      'w:Ein Blick auf {NA}.',
    ],
    headline: ['{name}', '{name} {mods}', '{noun} {mods}', '{name}: {short fact}', '{brand}: {name}'],
  },
}

/** A part of the product and what it is made of. */
function part(predicate?: string) {
  return {
    predicate: predicate === undefined ? [] : [predicate],
    say: ['{Der l} besteht aus {dat}.', '{Der l} ist aus {dat}.', '{l}: {v}.', 'Für {den l} ist {v} verarbeitet.'],
    phrase: [],
    lead: ['{v} bildet {den l} bei {ND}.', 'l:{l} aus {dat} – {N}.', 'Bei {ND} besteht {der l} aus {dat}.'],
  }
}
