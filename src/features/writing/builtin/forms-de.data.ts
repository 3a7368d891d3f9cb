/**
 * German sentence forms; how they are written: template.ts. Slots of the product: {N} {NA} {ND} its name with article in the nominative,
 * accusative, dative, {name} the bare name, {S} {A} {D} how it is spoken of at that place, {noun}. Of a fact: {v} its value, {dat} {acc}
 * the value in that case, {n} its number, {l} its label, {der l} {den l} {dem l} {ein l} {einen l} {einem l} the label with article, {list}
 * several values, {haves} with articles, {range} of sizes.
 */
import type { FormTable } from './forms.ts'

export const GERMAN_FORMS: FormTable = {
  facts: {
    measure: {
      predicate: ['(hat|haben) {einen l} von {v}', '(kommt|kommen) auf {einen l} von {v}'],
      say: ['{Der l} beträgt {v}.', '{Der l} liegt bei {v}.', 'l:{l}: {v}.', 'Bei {dem l} sind es {v}.', '{l}: {v}.', 'p:{Der l} ist mit {v} angegeben.'],
      phrase: ['mit {einem l} von {v}'],
      lead: ['Mit {einem l} von {v} (kommt|kommen) {N}.', 'l:{l} {v}: {N}.', '{v} beträgt {der l} bei {ND}.'],
    },
    weight: {
      predicate: ['(wiegt|wiegen) {v}', '(bringt|bringen) {v} auf die Waage'],
      say: ['{v} (wiegt|wiegen) {S}.', 'wl:Auf der Waage: {v}.'],
      lead: ['{v} (wiegt|wiegen) {N}.', 'l:{v} auf der Waage: {N}.', 'wl:Wie viel (wiegt|wiegen) {N}? Es sind {v}.'],
      phrase: ['mit {v} Gewicht'],
    },
    'water-column': {
      phrase: ['mit {v} Wassersäule'],
      lead: ['l:{v} Wassersäule: {N}.', 'Auf {v} Wassersäule (bringt|bringen) es {N}.'],
      say: ['Gemessen (wurde|wurden) {v} Wassersäule.'],
    },
    volume: {
      predicate: ['(fasst|fassen) {v}', '(bietet|bieten) ein Volumen von {v}'],
      phrase: ['mit {v} Volumen'],
      lead: ['{v} (fasst|fassen) {N}.', 'l:{v} Volumen: {N}.', 'wl:Wie viel passt hinein? {N} (fasst|fassen) {v}.'],
    },
    capacity: {
      predicate: ['(hat|haben) {einen l} von {v}'],
      phrase: ['mit {v} {l}'],
      lead: ['l:{v} {l}: {N}.'],
    },
    persons: {
      predicate: ['(bietet|bieten) Platz für {count Person}', '(ist|sind) auf {count Person} ausgelegt'],
      say: ['Platz ist für {count Person}.', '{count Person}: Dafür ist der Platz bemessen.'],
      phrase: ['für {count Person}'],
      lead: ['Platz für {count Person} (bietet|bieten) {N}.', 'l:Für {count Person}: {N}.', '{N} (bietet|bieten) Platz für {count Person}.'],
    },
    pieces: {
      predicate: ['(umfasst|umfassen) {count Teil}'],
      say: ['Im Lieferumfang: {count Teil}.', '{count Teil} gehören dazu.'],
      phrase: ['mit {count Teil dat}'],
      lead: ['{count Teil} umfasst, was zu {ND} gehört.', 'l:{count Teil}: {N}.', '{N} (umfasst|umfassen) {count Teil}.'],
    },
    light: { predicate: ['(leuchtet|leuchten) mit {v}'], phrase: ['mit {v}'], lead: ['Mit {v} (leuchtet|leuchten) {N}.', 'l:{v}: {N}.'], say: ['{v}: So hell (leuchtet|leuchten) {S}.'] },
    length: { predicate: ['(ist|sind) {v} lang'], say: ['{v} lang (ist|sind) {S}.'], phrase: ['in {v} {l}'] },
    width: { predicate: ['(ist|sind) {v} breit'], say: ['{v} breit (ist|sind) {S}.'] },
    height: { predicate: ['(ist|sind) {v} hoch'], say: ['{v} hoch (ist|sind) {S}.'] },
    depth: { predicate: ['(ist|sind) {v} tief'] },
    diameter: { predicate: ['(misst|messen) {v} im Durchmesser'], say: ['{v} (misst|messen) {S} im Durchmesser.'], phrase: ['mit {v} Durchmesser'] },
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
    load: { predicate: ['(ist|sind) mit {v} belastbar'], say: ['Belastbar (ist|sind) {S} mit {v}.'], lead: ['Mit {v} (ist|sind) {N} belastbar.'] },
    temperature: {
      predicate: ['(ist|sind) für {v} ausgelegt'],
      say: ['Ausgelegt (ist|sind) {S} für {v}.', '{Der l}: {v}.'],
      lead: ['Für {v} (ist|sind) {N} ausgelegt.', 'l:{v}: Dafür (gibt|gibt) es {NA}.'],
    },
    energy: { predicate: ['(liefert|liefern) {v}'], say: ['{v} (liefert|liefern) {S}.'], lead: ['{v} (liefert|liefern) {N}.'] },
    material: {
      predicate: ['(besteht|bestehen) aus {dat}', '(ist|sind) aus {dat} gefertigt', '(ist|sind) aus {dat} gemacht'],
      say: ['Als Material dient {v}.', '{l}: {v}.', 'Gefertigt (ist|sind) {S} aus {dat}.', 'Verarbeitet ist {v}.', 'Beim Material ist es {v}.'],
      phrase: ['aus {dat}'],
      lead: ['Aus {dat} (ist|sind) {N} gemacht.', '{v}: Daraus (besteht|bestehen) {N}.', '{N} (besteht|bestehen) aus {dat}.', 'wl:Woraus (besteht|bestehen) {N}? Aus {dat}.', 'l:{v}: {N}.'],
    },
    'outer-material': part(),
    lining: part('(ist|sind) mit {dat} gefüttert'),
    sole: part(),
    filling: part('(ist|sind) mit {dat} gefüllt'),
    frame: part(),
    colour: {
      predicate: ['(kommt|kommen) in {colours}', '(ist|sind) in {colours} erhältlich'],
      say: ['{l}: {list}.', 'Erhältlich (ist|sind) {S} in {colours}.', 'Bei der Farbe ist es {one colour}.', 'Zur Wahl stehen {many colours}.', 'w:<Du wählst|Sie wählen> zwischen {many colours}.', 'In {colours} ist {S} zu haben.'],
      phrase: ['in {colours}'],
      lead: ['{many colours}: In diesen Farben gibt es {NA}.', 'In {colours} gibt es {NA}.', 'l:{N} in {colours}.', '{N} (kommt|kommen) in {colours}.'],
    },
    size: {
      predicate: ['(ist|sind) in {range} erhältlich'],
      say: ['Erhältlich (ist|sind) {S} in {range}.', 'w:<Du findest|Sie finden> {A} in {range}.', 'Es gibt {A} in {range}.', 'l:{bare range}: <Such dir deine Größe aus|Suchen Sie sich Ihre Größe aus|Die Größen reichen für viele>.', 'Lieferbar in {range}.', 'Die Auswahl: {bare range}.'],
      phrase: [],
      lead: ['In {range} gibt es {NA}.', 'Von {range ends} reicht die Auswahl bei {ND}.', '{N}: erhältlich in {range}.'],
    },
    audience: {
      predicate: ['(ist|sind) für {list} gemacht'],
      say: ['Gemacht (ist|sind) {S} für {list}.', 'Für {list}.'],
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
      say: ['{l}: {v}.', 'Zur Pflege: {v}.', 'Gewaschen (wird|werden) {S} bei {degrees}.', 'Pflegehinweis: {v}.', 'Waschbar bei {degrees}.'],
    },
    use: {
      predicate: ['(ist|sind) für {free list} gedacht', '(eignet|eignen) sich für {free list}'],
      say: ['{l}: {list}.', 'Gedacht (ist|sind) {S} für {free list}.', 'l:{list}: Dafür (ist|sind) {S} da.', 'Geeignet für {free list}.'],
      lead: ['Für {free list} (ist|sind) {N} gedacht.', 'l:{list}: Dafür (ist|sind) {N} da.', 'w:<Du suchst|Sie suchen> etwas für {free list}? Dafür (ist|sind) {N} gedacht.', '{N} (eignet|eignen) sich für {free list}.'],
      phrase: ['für {free list}'],
    },
    is: {
      predicate: ['(ist|sind) {list}'],
      say: ['{list}: So (ist|sind) {S}.', '{S} (ist|sind) {list}.', 'Zu den Eigenschaften: {list}.', 'Eigenschaften: {list}.'],
      lead: ['{N} (ist|sind) {list}.', 'l:{list}: {N}.', '{list}: Das (ist|sind) {N}.', 'w:<Du suchst etwas|Sie suchen etwas> und es soll {list} sein? {N} (ist|sind) es.'],
    },
    has: {
      predicate: ['(hat|haben) {haves}'],
      say: ['Mit dabei: {list}.', 'Zur Ausstattung: {list}.', '{S} (kommt|kommen) mit {list}.', '{list}: Das gehört dazu.'],
      phrase: ['mit {list}'],
      lead: ['{N} (hat|haben) {haves}.', 'l:{list}: {N}.', 'Mit {list} (kommt|kommen) {N}.'],
    },
    contents: { say: ['Im Lieferumfang: {list}.', 'Mit im Paket: {list}.', 'Geliefert (wird|werden) {S} mit diesem Umfang: {list}.'] },
    fit: {
      predicate: ['(sitzt|sitzen) {adverb}'],
      say: ['{l}: {v}.', 'Die Passform: {v}.', 'Beim Schnitt: {v}.'],
      lead: ['{adverb} (sitzt|sitzen) {N}.', 'l:{v}: {N}.'],
    },
    trait: {
      say: ['{l}: {v}.', '{Der l} ist {adverb}.', 'Bei {dem l}: {v}.'],
      lead: ['l:{l} {v}: {N}.'],
    },
    detail: { say: ['{l}: {v}.', 'Noch ein Detail: {l} {v}.', 'Gut zu wissen: {l} {v}.'] },
  },
  openings: [
    '{N} (ist|sind) {naming}.',
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
    '{brand} nennt {acc pronoun} {name}: {eine noun} {mods}.',
  ],
  one: ['{S} {x}.', '{S} {x}.', 'Außerdem {x inverted}.', 'Dazu {x inverted}.'],
  two: ['{S} {x} und {y}.', '{S} {x}, außerdem {y inverted}.'],
  closings: [
    'w:<Entscheide, ob {S} zu dir passt|Entscheiden Sie, ob {S} zu Ihnen passt>.',
    'w:Alles Wichtige über {NA} <weißt du|wissen Sie> damit.',
    'l:Das (ist|sind) {N}.',
    'l:<Neugierig? Sieh dir {A} genauer an|Neugierig? Sehen Sie sich {A} genauer an>.',
    'p:Das sind die Angaben zu {ND}.',
  ],
  others: {
    question: ['Was zeichnet {NA} aus?', 'Was ist über {NA} zu wissen?', 'Welche Eigenschaften (hat|haben) {N}?', 'Was <kannst du|können Sie|kann man> von {ND} erwarten?', 'Worauf kommt es bei {ND} an?'],
    post: ['l:{N}.', 'Heute im Blick: {N}.', 'Aus dem Sortiment: {N}.', 'w:<Kennst du schon|Kennen Sie schon> {NA}?', 'Im Porträt: {N}.', 'w:Ein Blick auf {NA}.'],
    headline: ['{name}', '{name} {mods}', '{noun} {mods}', '{name}: {short fact}', '{brand}: {name}'],
    price: ['{price}.', 'Für {price}.', 'Der Preis: {price}.', '{S} (kostet|kosten) {price}.'],
  },
}

/** A part of the product and what it is made of. */
function part(predicate?: string) {
  return {
    ...(predicate === undefined ? {} : { predicate: [predicate] }),
    say: ['{Der l} besteht aus {dat}.', '{Der l} ist aus {dat}.', '{l}: {v}.', 'Für {den l} ist {v} verarbeitet.'],
    phrase: [],
    lead: ['{v} bildet {den l} bei {ND}.', 'l:{l} aus {dat}: {N}.', 'Bei {ND} besteht {der l} aus {dat}.'],
  }
}
