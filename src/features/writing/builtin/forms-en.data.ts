/** English sentence forms; slots as in the German ones, as far as English has them. */
import type { FormTable } from './form-table.ts'

const HAS = ['(has|have) {a l} of {v}']
const IS = ['The {l} is {v}.', 'l:{L}: {v}.', 'The {l} comes to {v}.', '{L}: {v}.', 'p:The {l} is given as {v}.']

export const ENGLISH_FORMS: FormTable = {
  facts: {
    measure: {
      predicate: HAS,
      say: IS,
      phrase: ['with {a l} of {v}'],
      lead: ['{N} (comes|come) with {a l} of {v}.', 'The {l} of {N} is {v}.'],
    },
    weight: {
      predicate: ['(weighs|weigh) {v}', '(tips|tip) the scales at {v}', ...HAS],
      say: [...IS, 'wl:On the scales: {v}.', '{S} (weighs|weigh) {v}.'],
      lead: [
        '{N} (weighs|weigh) {v}.',
        'l:{v} on the scales – {N}.',
        'wl:How much (does|do) {N} weigh? (Its|Their) weight is {v}.',
      ],
      phrase: ['with a weight of {v}'],
    },
    'water-column': {
      phrase: ['with a water column of {v}'],
      lead: ['l:A water column of {v} – {N}.', '{N} (reaches|reach) a water column of {v}.'],
    },
    volume: {
      predicate: ['(holds|hold) {v}', '(offers|offer) a volume of {v}'],
      phrase: ['with a volume of {v}'],
      lead: ['{N} (holds|hold) {v}.', 'l:{v} – {N}.', 'wl:How much fits in? {N} (holds|hold) {v}.'],
    },
    capacity: { phrase: ['with {a l} of {v}'] },
    persons: {
      predicate: ['(has|have) room for {count person}', '(is|are) made for {count person}'],
      say: ['There is room for {count person}.', 'Room for {count person}.'],
      phrase: ['for {count person}'],
      lead: ['{N} (offers|offer) room for {count person}.', 'There is room for {count person} in {N}.'],
    },
    pieces: {
      predicate: ['(comes|come) with {count part}'],
      say: ['In the box: {count part}.', 'There are {count part} in all.'],
      phrase: ['with {count part}'],
      lead: ['{N} (comes|come) with {count part}.', 'l:{count part} – {N}.'],
    },
    light: {
      predicate: ['(shines|shine) at {v}', ...HAS],
      phrase: ['with {v}'],
      lead: ['{N} (shines|shine) at {v}.', 'l:{v} – {N}.'],
      say: [...IS, '{v}: that is how bright {S} (is|are).'],
    },
    length: { predicate: ['(is|are) {v} long'], say: [...IS, 'In length, {S} (measures|measure) {v}.'] },
    width: { predicate: ['(is|are) {v} wide'], say: [...IS, 'In width, {S} (measures|measure) {v}.'] },
    height: { predicate: ['(is|are) {v} high'], say: [...IS, 'In height, {S} (measures|measure) {v}.'] },
    depth: { predicate: ['(is|are) {v} deep'] },
    diameter: {
      predicate: ['(measures|measure) {v} in diameter'],
      say: [...IS, 'In diameter, {S} (measures|measure) {v}.'],
      phrase: ['with a diameter of {v}'],
    },
    dimensions: {
      predicate: ['(measures|measure) {v}'],
      say: ['Dimensions: {v}.', 'The dimensions are {v}.', '{S} (measures|measure) {v}.'],
      phrase: [],
      lead: ['{N} (measures|measure) {v}.', 'l:{v}: that is the size of {N}.'],
    },
    'packed-size': { predicate: ['(packs|pack) down to {v}'], say: ['Packed, that makes {v}.'] },
    load: { predicate: ['(takes|take) a load of {v}'], say: IS, lead: ['{N} (takes|take) a load of {v}.'] },
    temperature: {
      predicate: ['(is|are) made for {v}'],
      say: ['The temperature range: {v}.', '{S} (is|are) made for {v}.'],
      lead: ['{N} (is|are) made for {v}.', 'l:{v}: that is what {N} (is|are) made for.'],
    },
    energy: {
      predicate: ['(provides|provide) {v}', ...HAS],
      say: [...IS, '{S} (provides|provide) {v}.'],
      lead: ['{N} (provides|provide) {v}.'],
    },
    material: {
      predicate: ['(is|are) made of {v}', '(consists|consist) of {v}'],
      say: [
        'The material is {v}.',
        '{L}: {v}.',
        'The material used is {v}.',
        'Made of {v}.',
        '{S} (is|are) made of {v}.',
      ],
      phrase: ['made of {v}'],
      lead: [
        '{N} (is|are) made of {v}.',
        '{v}: that is what {N} (is|are) made of.',
        'wl:What (is|are) {N} made of? Of {v}.',
        'l:{v} – {N}.',
        'For {N}, the material is {v}.',
      ],
    },
    'outer-material': part(),
    lining: part('(is|are) lined with {v}'),
    sole: part(),
    filling: part('(is|are) filled with {v}'),
    frame: part(),
    colour: {
      predicate: ['(comes|come) in {colours}', '(is|are) available in {colours}'],
      say: [
        '{L}: {list}.',
        'Available in {colours}.',
        'The colour is {one colour}.',
        'The choice is {either colours}.',
        'wl:<Choose from|Choose from|Choose from> {many colours}.',
      ],
      phrase: ['in {colours}'],
      lead: ['{N} (comes|come) in {colours}.', 'l:{N} in {colours}.', '{many colours}: these are the colours of {N}.'],
    },
    size: {
      predicate: ['(is|are) available in {range}'],
      say: [
        'Available in {range}.',
        'w:You can choose from {range}.',
        '{S} (comes|come) in {range}.',
        'Sizes: {bare range}.',
        'l:Sizes {bare range}: pick yours.',
      ],
      phrase: [],
      lead: ['{N} (comes|come) in {range}.', '{N}: available in {range}.'],
    },
    audience: {
      predicate: ['(is|are) made for {list}'],
      say: ['Made for {list}.', '{S} (is|are) made for {list}.'],
      phrase: ['for {list}'],
      lead: ['{N} (is|are) made for {list}.', 'l:For {list} – {N}.'],
    },
    origin: {
      predicate: ['(comes|come) {from}'],
      say: ['{L}: {v}.', '{S} (comes|come) {from}.', 'The origin: {v}.'],
      phrase: ['{from}'],
      lead: ['{from} (comes|come) {N}.'],
    },
    care: {
      predicate: ['(is|are) washable at {degrees}'],
      say: ['{L}: {v}.', 'Care: {v}.', 'Wash at {degrees}.', 'Care instructions: {v}.'],
    },
    use: {
      predicate: ['(is|are) meant for {list}', '(is|are) suited to {list}'],
      say: ['{L}: {list}.', 'Suited to {list}.', 'l:{list}: that is what {S} (is|are) for.'],
      lead: [
        '{N} (is|are) meant for {list}.',
        'l:{list}: that is what {N} (is|are) for.',
        'w:Looking for something for {list}? {N} (is|are) meant for it.',
      ],
      phrase: ['for {list}'],
    },
    is: {
      predicate: ['(is|are) {list}'],
      say: ['{list}: that is what {S} (is|are).', '{S} (is|are) {list}.', 'Properties: {list}.'],
      lead: ['{N} (is|are) {list}.', 'l:{list} – {N}.', '{list}: that describes {N}.'],
    },
    has: {
      predicate: ['(comes|come) with {haves}'],
      say: ['Also included: {list}.', 'The features: {list}.', 'Features: {list}.'],
      phrase: ['with {haves}'],
      lead: ['{N} (comes|come) with {haves}.', 'l:{list} – {N}.'],
    },
    naming: {
      predicate: [],
      say: ['{P} (is|are) {v}.', 'In short: {v}.'],
      lead: ['{N} (is|are) {v}.', '{name}: {v}.'],
      phrase: [],
    },
    behind: {
      predicate: ['(comes|come) {v}'],
      say: ['{S} (comes|come) {v}.'],
      lead: ['{N} (comes|come) {v}.', 'l:{name}: {noun} {v}.'],
      phrase: ['{v}'],
    },
    price: {
      predicate: ['(costs|cost) {v}'],
      say: ['{S} (costs|cost) {v}.', '{L}: {v}.', 'The price: {v}.', 'In the shop, {S} (costs|cost) {v}.'],
      phrase: [],
      lead: [],
    },
    contents: { say: ['In the box: {list}.', 'Supplied with: {list}.', 'The delivery includes: {list}.'] },
    fit: { say: ['{L}: {v}.', 'The fit: {v}.', 'The fit is {adverb}.'], lead: ['l:{v} – {N}.'] },
    trait: { say: ['{L}: {v}.', 'The {l}: {v}.', 'The {l} is {adverb}.'], lead: ['l:{L} {v} – {N}.'] },
    detail: { say: ['{L}: {v}.'] },
    sized: { predicate: ['(has|have) {a l} of {v}'], say: ['{L}: {v}.'], phrase: [], lead: [] },
    pages: {
      predicate: ['(has|have) {n} pages'],
      say: ['{S} (has|have) {n} pages.', 'There are {n} pages.'],
      phrase: ['with {n} pages'],
      lead: ['{N} (has|have) {n} pages.'],
    },
  },
  openings: [
    'Introducing {N}.',
    '{N} at a glance.',
    'This is {N}.',
    'l:{N} by {brand}, {mods}.',
    '{N} (comes|come) from {brand}.',
    '{N} by {brand}: {a noun} {mods}.',
    'l:{name} by {brand}: {noun} {mods}.',
    'w:Looking for {a noun} {mods}? {N} by {brand} (is|are) just that.',
    'l:{name}. {A noun} {mods}.',
    '{N} by {brand} at a glance.',
    'w:Meet {N} {mods}.',
    '{A noun} {mods}: {N}.',
    'p:{name}: {noun} {mods}.',
    'This is {N} by {brand}.',
  ],
  one: ['{S} {x}.'],
  two: ['{S} {x} and {y}.'],
  closings: [
    'w:Does that sound right for you? Then take your time with {N}.',
    'w:Have a look and decide for yourself.',
    'l:Curious? Take a closer look at {the}.',
    'l:Sounds good? Then take {the} along.',
  ],
  others: {
    question: [
      'What is special about {N}?',
      'What is there to know about {N}?',
      'Which features (does|do) {N} have?',
      'What can you expect of {N}?',
      'What matters about {N}?',
    ],
    post: [
      'l:{N}.',
      'In focus today: {N}.',
      'From our range: {N}.',
      'w:Have you met {N}?',
      'A portrait of {N}.',
      'w:A look at {N}.',
    ],
    headline: ['{name}', '{name} {mods}', '{noun} {mods}', '{name}: {short fact}', '{brand}: {name}'],
  },
}

function part(predicate?: string) {
  return {
    predicate: predicate === undefined ? [] : [predicate],
    say: ['The {l} is made of {v}.', 'The {l} consists of {v}.', '{L}: {v}.'],
    phrase: [],
    lead: ['l:{L} of {v} – {N}.', 'The {l} of {N} is made of {v}.'],
  }
}
