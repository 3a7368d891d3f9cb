import type { Text } from '../../../core/lang.ts'
import type { Guardrail, Limits, Outcome, PricingRules } from '../schema.ts'
import type { Setting } from './typed-rules.ts'

export const words = {
  title: { de: 'Preise', en: 'Prices' },
  list: { de: 'Liste der Preise', en: 'List of prices' },
  detail: { de: 'Preis', en: 'Price' },
  search: { de: 'Titel, Kategorie, Nummer', en: 'Title, category, number' },
  outcome: { de: 'Ergebnis', en: 'Result' },
  anyOutcome: { de: 'Alle Ergebnisse', en: 'Whatever it found' },
  rules: { de: 'Leitplanken', en: 'Guardrails' },
  competitors: { de: 'Wettbewerber', en: 'Competitors' },
  results: { de: 'Gesagt und gekommen', en: 'Said and came' },
  asOf: (day: string): Text => ({ de: `Stand ${day}`, en: `As of ${day}` }),
  none: {
    de: 'Hier steht nach der nächsten Nacht jeder Preis',
    en: 'Every price will stand here after the next night',
  },
  noneHint: {
    de: 'Die Fähigkeit „Preise wählen“ rechnet nachts, sobald sie auf der Seite Autonomie eingeschaltet ist und der Katalog Preise hat.',
    en: 'The skill ‘Choose prices’ reckons at night once it is switched on on the Autonomy page and the catalogue has prices.',
  },
  noMatch: { de: 'Dazu passt kein Preis', en: 'No price matches' },
  clear: { de: 'Filter aufheben', en: 'Clear filters' },
  name: { de: 'Produkt', en: 'Product' },
  price: { de: 'Preis', en: 'Price' },
  newPrice: { de: 'Neuer Preis', en: 'New price' },
  gain: { de: 'Mehr in vier Wochen', en: 'More in four weeks' },
  gainAbout: { de: 'Deckungsbeitrag, 90-%-Spanne', en: 'Margin, 90% interval' },
  category: { de: 'Kategorie', en: 'Category' },
  toDesk: { de: 'Zu den Vorschlägen am Pult', en: 'To the proposals at the desk' },
  elasticity: { de: 'Elastizität', en: 'Elasticity' },
  elasticityOf: (value: string, low: string, high: string): Text => ({
    de: `${value} (${low} bis ${high})`,
    en: `${value} (${low} to ${high})`,
  }),
  cost: { de: 'Einkauf (netto)', en: 'Cost (net)' },
  stock: { de: 'Bestand', en: 'Stock' },
  perDay: { de: 'Stück am Tag', en: 'Pieces a day' },
  competitorPrices: { de: 'Wettbewerber verlangen', en: 'Competitors ask' },
  band: { de: 'Spielraum', en: 'Room' },
  bandOf: (low: string, high: string, lowBy: Text, highBy: Text): Text => ({
    de: `${low} (${lowBy.de}) bis ${high} (${highBy.de})`,
    en: `${low} (${lowBy.en}) to ${high} (${highBy.en})`,
  }),
  noBand: { de: 'keiner', en: 'none' },
  articles: { de: 'Artikel', en: 'Articles' },
  curve: { de: 'Nachfragekurve', en: 'Demand curve' },
  curveTitle: (name: string): Text => ({
    de: `Was ${name} je Woche zu welchem Preis verkauft, mit der 90-%-Spanne`,
    en: `What ${name} sells a week at which price, with the 90% interval`,
  }),
  marginTitle: {
    de: 'Was davon je Woche nach Einkauf und Steuer bleibt',
    en: 'What is left of it a week after cost and tax',
  },
  units: { de: 'Stück', en: 'Units' },
  low: { de: 'untere Grenze', en: 'lower bound' },
  high: { de: 'obere Grenze', en: 'upper bound' },
  revenue: { de: 'Umsatz (netto)', en: 'Revenue (net)' },
  margin: { de: 'Deckungsbeitrag', en: 'Margin' },
  now: { de: 'jetzt', en: 'now' },
  proposed: { de: 'vorgeschlagen', en: 'proposed' },
  history: { de: 'Verlauf', en: 'History' },
  historyTitle: {
    de: 'Der Preis der letzten 180 Tage und der niedrigste der 30 Tage davor (§ 11 PAngV)',
    en: 'The price of the last 180 days and the lowest of the 30 days before (section 11 PAngV)',
  },
  lowest: { de: 'niedrigster der 30 Tage davor', en: 'lowest of the 30 days before' },
  simulate: { de: 'Durchspielen', en: 'Simulate' },
  simulator: { de: 'Simulator', en: 'Simulator' },
  simulatorAbout: {
    de: 'Was ein anderer Preis brächte. Geändert wird dadurch nichts.',
    en: 'What another price would bring. Nothing is changed by it.',
  },
  fourWeeks: { de: 'In vier Wochen erwartet, mit 90-%-Spanne', en: 'Expected in four weeks, with the 90% interval' },
  between: (value: string, low: string, high: string): Text => ({
    de: `${value} (${low} bis ${high})`,
    en: `${value} (${low} to ${high})`,
  }),
  noEffect: {
    de: 'Dazu lässt sich nichts sagen: zu wenig Daten, oder der Preis bleibt gleich.',
    en: 'Nothing can be said of it: too little data, or the price stays the same.',
  },
  against: { de: 'Dagegen steht', en: 'Against it' },
  changesOf: (changes: number, products: number): Text => ({
    de: `${changes} von ${products} Preisen würden sich ändern.`,
    en: `${changes} of ${products} prices would change.`,
  }),
  rulesAbout: {
    de: 'Was ein Preis darf. Gilt für Vorschläge der nächsten Nacht, und für alle noch einmal in dem Augenblick, in dem ein Preis gesetzt wird.',
    en: 'What a price may do. Holds for what the next night proposes, and again for everything at the moment a price is set.',
  },
  version: (version: number, by: string): Text => ({
    de: version === 0 ? 'Standard, noch nichts festgelegt.' : `Fassung ${version}, von ${by}`,
    en: version === 0 ? 'The standard, nothing is set yet.' : `Version ${version}, by ${by}`,
  }),
  save: { de: 'Speichern', en: 'Save' },
  reset: { de: 'Zurücksetzen', en: 'Reset' },
  saved: { de: 'Gespeichert. Es gilt ab sofort.', en: 'Saved. It holds from now on.' },
  notAllowed: { de: 'Ändern kann, wer über Preise entscheidet.', en: 'Whoever decides about prices can change this.' },
  everywhere: { de: 'Für den ganzen Shop', en: 'For the whole shop' },
  overrides: { de: 'Ausnahmen', en: 'Overrides' },
  overridesAbout: {
    de: 'Für eine Kategorie („Schuhe > Wandern“, gilt auch darunter) oder ein Produkt (Artikelnummer).',
    en: 'For a category (‘Shoes > Hiking’, holds below it too) or a product (article number).',
  },
  addOverride: { de: 'Ausnahme hinzufügen', en: 'Add an override' },
  remove: { de: 'Entfernen', en: 'Remove' },
  scope: { de: 'Gilt für', en: 'Holds for' },
  overrideKey: { de: 'Kategorie oder Nummer', en: 'Category or number' },
  setting: { de: 'Leitplanke', en: 'Guardrail' },
  value: { de: 'Wert', en: 'Value' },
  families: { de: 'Preisfamilien', en: 'Price families' },
  familiesAbout: {
    de: 'Eine je Zeile. „Flasche: A-500 < A-1000“ hält die Reihenfolge ein, „Duo: B-1 = B-2“ einen gemeinsamen Preis.',
    en: 'One a line. ‘Bottle: A-500 < A-1000’ keeps the order, ‘Duo: B-1 = B-2’ one common price.',
  },
  familyFault: (line: string): Text => ({
    de: `Das ist keine Preisfamilie: „${line}“`,
    en: `This is no price family: ‘${line}’`,
  }),
  upload: { de: 'CSV-Datei wählen', en: 'Choose a CSV file' },
  uploadAbout: {
    de: 'Spalten sku, competitor, price, date; Preise mit Steuer. Wer eine Schnittstelle hat, schickt dasselbe an POST /api/v1/pricing/competitors.',
    en: 'Columns sku, competitor, price, date; prices with VAT. Whoever has a feed sends the same to POST /api/v1/pricing/competitors.',
  },
  taken: (accepted: number, rejected: number): Text => ({
    de: `${accepted} Preise gelesen${rejected === 0 ? '' : `, ${rejected} Zeilen abgelehnt`}.`,
    en: `${accepted} prices read${rejected === 0 ? '' : `, ${rejected} rows rejected`}.`,
  }),
  fault: (line: number, reason: string): Text => ({ de: `Zeile ${line}: ${reason}`, en: `Line ${line}: ${reason}` }),
  noCompetitors: { de: 'Noch keine Preise von Wettbewerbern', en: 'No prices of competitors yet' },
  sku: { de: 'Artikel', en: 'Article' },
  competitor: { de: 'Wettbewerber', en: 'Competitor' },
  day: { de: 'Tag', en: 'Day' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>

export const OUTCOME_WORDS: Readonly<Record<Outcome, Text>> = {
  change: { de: 'Vorschlag', en: 'proposed' },
  later: { de: 'später', en: 'later' },
  keep: { de: 'bleibt', en: 'stays' },
  'held-out': { de: 'Vergleichsgruppe', en: 'control' },
  blocked: { de: 'gesperrt', en: 'blocked' },
  'no-room': { de: 'kein Spielraum', en: 'no room' },
  'too-little-data': { de: 'zu wenig Daten', en: 'too little data' },
  'no-stock': { de: 'ausverkauft', en: 'sold out' },
}

export const GUARDRAIL_WORDS: Readonly<Record<Guardrail, Text>> = {
  paused: { de: 'angehalten', en: 'paused' },
  'family-mixed': { de: 'Familie uneins', en: 'family at odds' },
  'running-test': { de: 'wird gemessen', en: 'being measured' },
  'shop-changes': { de: 'Änderungen des Shops', en: 'changes of the shop' },
  'product-changes': { de: 'Änderungen des Produkts', en: 'changes of the product' },
  'cost-unknown': { de: 'Einkauf unbekannt', en: 'cost unknown' },
  'cost-floor': { de: 'Einkaufspreis', en: 'cost' },
  'minimum-margin': { de: 'Mindestmarge', en: 'minimum margin' },
  'largest-step': { de: 'größter Schritt', en: 'largest step' },
  floor: { de: 'Mindestpreis', en: 'lowest price' },
  ceiling: { de: 'UVP', en: 'recommended price' },
  'competitor-low': { de: 'Wettbewerber', en: 'competitors' },
  'competitor-high': { de: 'Wettbewerber', en: 'competitors' },
  'stock-short': { de: 'knapper Bestand', en: 'short stock' },
  'stock-long': { de: 'langer Bestand', en: 'long stock' },
  'family-order': { de: 'Preisfamilie', en: 'price family' },
  'price-ending': { de: 'Preisendung', en: 'price ending' },
}

export const OBJECTIVE_WORDS: Readonly<Record<Limits['objective'], Text>> = {
  profit: { de: 'Deckungsbeitrag', en: 'Margin' },
  revenue: { de: 'Umsatz', en: 'Revenue' },
  mix: { de: 'beides', en: 'Both' },
}

export const STRIKE_WORDS: Readonly<Record<PricingRules['strikePrices'], Text>> = {
  none: { de: 'keiner', en: 'none' },
  lowest: {
    de: 'niedrigster Preis der 30 Tage davor (§ 11 PAngV)',
    en: 'lowest price of the 30 days before (section 11 PAngV)',
  },
  recommended: {
    de: 'der vorhandene bleibt (UVP des Herstellers)',
    en: 'the one that is there stays (recommended by the maker)',
  },
}

export const SCOPE_WORDS = {
  category: { de: 'Kategorie', en: 'Category' },
  product: { de: 'Produkt', en: 'Product' },
} satisfies Record<string, Text>

export const LIMIT_WORDS = {
  minMarginPercent: { de: 'Mindestmarge vom Nettopreis, %', en: 'Minimum margin of the net price, %' },
  largestStepPercent: { de: 'Größter Schritt, %', en: 'Largest step, %' },
  productChangesPerWeek: { de: 'Änderungen je Produkt und Woche', en: 'Changes per product and week' },
  floorCents: { de: 'Mindestpreis, Cent', en: 'Lowest price, cents' },
  ceilingCents: { de: 'Höchstpreis (UVP), Cent', en: 'Highest price (recommended), cents' },
  slowBelowDays: { de: 'Bestand ist knapp unter, Tage', en: 'Stock is short below, days' },
  clearAboveDays: { de: 'Bestand ist zu lang über, Tage', en: 'Stock is too long above, days' },
  taxPercent: { de: 'Steuer, % (leer: die des Shops)', en: 'Tax, % (empty: the shop’s)' },
} satisfies Record<string, Text>

export const RULE_WORDS = {
  objective: { de: 'Ziel', en: 'Aim' },
  endings: { de: 'Preise enden auf, Cent (leer: beliebig)', en: 'Prices end with, cents (empty: any)' },
  belowPercent: {
    de: 'Höchstens unter dem mittleren Wettbewerber, % (leer: egal)',
    en: 'At most below the middle competitor, % (empty: any)',
  },
  abovePercent: {
    de: 'Höchstens über dem mittleren Wettbewerber, % (leer: egal)',
    en: 'At most above the middle competitor, % (empty: any)',
  },
  paused: { de: 'Alle Preise anhalten', en: 'Pause all prices' },
  shopChangesPerWeek: { de: 'Änderungen des Shops in einer Woche', en: 'Changes of the shop in a week' },
  heldOutPercent: { de: 'Vergleichsgruppe, % der Produkte', en: 'Control, % of the products' },
  testDays: { de: 'Messen nach, Tagen', en: 'Measure after, days' },
  competitorDays: { de: 'Preise von Wettbewerbern gelten, Tage', en: 'Prices of competitors hold for, days' },
  leastGainCents: { de: 'Weniger lohnt nicht, Cent in vier Wochen', en: 'Less is not worth it, cents in four weeks' },
  strikePrices: { de: 'Streichpreis neben neuen Preisen', en: 'Crossed-out price beside new prices' },
} satisfies Record<string, Text>

export const SETTING_WORDS: Readonly<Record<Setting, Text>> = {
  ...LIMIT_WORDS,
  belowPercent: RULE_WORDS.belowPercent,
  abovePercent: RULE_WORDS.abovePercent,
  endings: RULE_WORDS.endings,
  objective: RULE_WORDS.objective,
  paused: { de: 'Preise anhalten', en: 'Pause prices' },
}

export const YES_NO_WORDS = {
  yes: { de: 'ja', en: 'yes' },
  no: { de: 'nein', en: 'no' },
} satisfies Record<string, Text>

export const TRIAL_WORDS = {
  sharePercent: {
    de: 'Versuche, um zu lernen, % der Produkte zugleich (0: keine)',
    en: 'Trials to learn from, % of the products at a time (0: none)',
  },
  largestStepPercent: { de: 'Größter Schritt eines Versuchs, %', en: 'Largest step of a trial, %' },
  largestLossPercent: {
    de: 'Ein Versuch kostet höchstens, % des besten bekannten Preises',
    en: 'A trial costs at most, % of what the best known price brings',
  },
} satisfies Record<keyof PricingRules['trials'], Text>

export const resultWords = {
  about: {
    de: 'Jede Änderung, gemessen an Produkten, deren Preis in derselben Zeit blieb (Differenz der Differenzen); Deckungsbeitrag von vier Wochen mit 90-%-Spanne.',
    en: 'Every change, measured against products whose price stayed in the same time (difference in differences); margin of four weeks with its 90% interval.',
  },
  none: { de: 'Noch wurde kein Preis geändert', en: 'No price has been changed yet' },
  noneHint: {
    de: 'Sobald ein Vorschlag am Pult freigegeben und der Preis gesetzt ist, steht er hier, und nach der Messzeit auch, was er gebracht hat.',
    en: 'Once a proposal is approved at the desk and the price is set, it stands here, and after the time of measuring what it brought as well.',
  },
  within: (within: number, judged: number): Text => ({
    de: `${within} von ${judged} Änderungen kamen im gesagten Band.`,
    en: `${within} of ${judged} changes came within what was said.`,
  }),
  said: { de: 'Gesagt', en: 'Said' },
  came: { de: 'Gekommen', en: 'Came' },
  factor: { de: 'Stück', en: 'Units' },
  controls: { de: 'Verglichen mit', en: 'Compared with' },
} satisfies Record<string, Text | ((...given: never[]) => Text)>
