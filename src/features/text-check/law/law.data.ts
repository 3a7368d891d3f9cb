/** Words the law has a rule for, by rule; what they may mean is decided in `law.ts`. Not legal advice: what people should look at. */
import type { Lang, Text } from '../../../core/lang.ts'
import type { TextFinding } from '../schema.ts'

export interface LawRule {
  readonly rule: string
  readonly level: TextFinding['level']
  /** Found in sentences of the language; flags 'giu'. */
  readonly words: Readonly<Record<Lang, RegExp>>
  readonly reason: Text
  /** What could stand there instead; empty: nothing; null: it depends. */
  readonly mend: Readonly<Record<Lang, string | null>>
}

const word = (alternatives: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'giu')
const gone = { de: '', en: '' }
const open = { de: null, en: null }

export const LAW_RULES: readonly LawRule[] = [
  {
    rule: 'law.environment',
    level: 'error',
    words: {
      de: word(
        '(?:klima|CO2-|CO₂-|co2)-?(?:neutral|positiv|freundlich|schonend)(?:e[nrsm]?)?|emissionsfrei(?:e[nrsm]?)?|umwelt(?:freundlich|schonend|gerecht|verträglich|bewusst)(?:e[nrsm]?)?|öko(?:logisch)?(?:e[nrsm]?)? (?:unbedenklich|wertvoll|korrekt)(?:e[nrsm]?)?|naturfreundlich(?:e[nrsm]?)?|nachhaltig(?:e[nrsm]?)?|biologisch abbaubar(?:e[nrsm]?)?|gut für (?:die Umwelt|das Klima|den Planeten)|zero waste|grüne[nrs]? Produkt(?:e|ion)?',
      ),
      en: word(
        '(?:climate|carbon|CO2)[ -](?:neutral|positive|friendly)|net[ -]zero|emission[ -]free|eco[ -]?friendly|environment(?:ally)?[ -](?:friendly|safe|sound|conscious)|planet[ -]friendly|sustainable|biodegradable|good for the (?:planet|environment|climate)|zero waste|green (?:product|choice)s?',
      ),
    },
    reason: {
      de: 'Eine allgemeine Umweltaussage ohne anerkannten Nachweis ist verboten, „klimaneutral“ durch Ausgleich in jedem Fall (UWG mit der Richtlinie (EU) 2024/825, „EmpCo“). Besser sagen, was genau besser ist und wodurch es belegt ist.',
      en: 'A general environmental claim without recognised proof is forbidden, and ‘climate neutral’ by offsetting always (Directive (EU) 2024/825, “EmpCo”; German UWG). Better say what exactly is better and what proves it.',
    },
    mend: gone,
  },
  {
    rule: 'law.health',
    level: 'error',
    words: {
      de: word(
        'heilt|heilend(?:e[nrsm]?)?|lindert|schmerzlindernd(?:e[nrsm]?)?|entzündungshemmend(?:e[nrsm]?)?|hilft (?:\\S+ )?(?:gegen|bei) (?:\\S+ )?\\p{Lu}\\p{L}*(?:schmerz|schmerzen|leiden|krankheit|probleme|allergien|arthrose|migräne|schlaflosigkeit)?|gegen (?:Schmerzen|Rückenschmerzen|Kopfschmerzen|Akne|Falten|Arthrose|Migräne|Erkältung(?:en)?)|(?:stärkt|unterstützt|fördert) (?:das |dein |Ihr |die )?(?:Immunsystem|Abwehrkräfte|Verdauung|Durchblutung|Gesundheit|Heilung|Konzentration)|entgiftet|entgiftend(?:e[nrsm]?)?|detox|entschlackt|beugt \\p{L}+ vor|schlaffördernd(?:e[nrsm]?)?|gesundheitsfördernd(?:e[nrsm]?)?|therapeutisch(?:e[nrsm]?)?|verbrennt Fett|macht schlank',
      ),
      en: word(
        'cures?|heals?|healing|relieves? (?:pain|stress|\\p{L}+ pain)|pain[ -]relieving|anti[ -]inflammatory|treats? (?:acne|pain|eczema|arthritis|migraine)|(?:boosts?|strengthens?|supports?) (?:the |your )?(?:immune system|immunity|digestion|circulation|health)|detox(?:ifies|ifying)?|prevents? (?:disease|illness|colds|cancer)|therapeutic|burns fat|sleep[ -]promoting',
      ),
    },
    reason: {
      de: 'Eine Aussage über Gesundheit oder Heilung braucht eine Zulassung oder einen anerkannten Nachweis (Health-Claims-Verordnung (EG) 1924/2006, Heilmittelwerbegesetz, UWG).',
      en: 'A claim about health or healing needs an authorisation or recognised proof (Health Claims Regulation (EC) 1924/2006; German HWG and UWG).',
    },
    mend: open,
  },
  {
    rule: 'law.health',
    level: 'warning',
    words: {
      de: word('gesund(?:e[nrsm]?)?|antibakteriell(?:e[nrsm]?)?|bekömmlich(?:e[nrsm]?)?|wohltuend(?:e[nrsm]?)?'),
      en: word('healthy|anti[ -]?bacterial|wholesome'),
    },
    reason: {
      de: 'Das klingt nach einer Aussage über Gesundheit; sie braucht einen Nachweis (Health-Claims-Verordnung (EG) 1924/2006, UWG).',
      en: 'This sounds like a claim about health, which needs proof (Health Claims Regulation (EC) 1924/2006; German UWG).',
    },
    mend: gone,
  },
  {
    rule: 'law.sole-position',
    level: 'error',
    words: {
      de: word(
        '(?:die )?(?:Nr\\.|Nummer) ?(?:1|eins)|Marktführer(?:in)?|(?:markt|welt)führend(?:e[nrsm]?)?|(?:Deutschlands|Europas|Österreichs|der Welt|weltweit) (?:\\p{Ll}+(?:st|ßt)e[nrsm]?)(?: \\p{Lu}\\p{L}+)?|(?:der|die|das|den|dem) \\p{Ll}+(?:st|ßt)e[nrsm]? (?:\\p{Lu}\\p{L}+ )?(?:der Welt|auf dem Markt|am Markt|Deutschlands|Europas|aller Zeiten)|unschlagbar(?:e[nrsm]?)?|konkurrenzlos(?:e[nrsm]?)?|unübertroffen(?:e[nrsm]?)?',
      ),
      en: word(
        "(?:no\\.|number) ?(?:1|one)|#1|market leader|(?:market|world)[ -]leading|(?:the )?world[’']s \\p{L}+(?:est|most \\p{L}+)|(?:Europe|Germany|Britain)[’']s (?:\\p{L}+est|most \\p{L}+|best|no\\. 1)|the \\p{L}*(?:est|best) (?:\\p{L}+ )?(?:in the world|on the market|of all time|in Europe)|unbeatable|unrivalled|unrivaled|unmatched|second to none",
      ),
    },
    reason: {
      de: 'Wer sagt, allein an der Spitze zu stehen, muss einen deutlichen und dauerhaften Vorsprung belegen können (UWG, Paragraf 5).',
      en: 'Whoever claims to stand alone at the top must be able to prove a clear and lasting lead (German UWG, section 5).',
    },
    mend: open,
  },
  {
    rule: 'law.superlative',
    level: 'warning',
    words: {
      de: word(
        '(?<!am )(?:aller)?(?:beste|besten|bester|bestes|bestem|größte[nrsm]?|leichteste[nrsm]?|günstigste[nrsm]?|billigste[nrsm]?|sicherste[nrsm]?|schnellste[nrsm]?|stärkste[nrsm]?)(?! (?:Länge|Breite|Höhe|Tiefe|Größe|Weite|Stelle|Stufe))',
      ),
      en: word('the (?:very )?best|(?:the )?(?:lightest|cheapest|safest|fastest|strongest|toughest|warmest|finest)'),
    },
    reason: {
      de: 'Ein Superlativ muss sich belegen lassen, wenn man ihn nachprüfen kann (UWG, Paragraf 5). Eine Eigenschaft überzeugt mehr.',
      en: 'A superlative that can be verified must be provable (German UWG, section 5). A property convinces more.',
    },
    mend: open,
  },
  {
    rule: 'law.guarantee',
    level: 'error',
    words: {
      de: word(
        'lebenslang(?:e[nrsm]?)? (?:Garantie|Gewährleistung|haltbar)|ewig haltbar|(?:hält|halten) (?:ein Leben lang|ewig)|unbegrenzte Garantie|Zufriedenheit garantiert|(?:100 ?% )?(?:Erfolgs|Wirkungs)garantie',
      ),
      en: word(
        'lifetime (?:guarantee|warranty)|lasts? (?:a lifetime|forever)|unlimited (?:guarantee|warranty)|satisfaction guaranteed|guaranteed results',
      ),
    },
    reason: {
      de: 'Eine Garantie bindet; Dauer, Inhalt und Garantiegeber müssen genannt sein (BGB, Paragraf 479; UWG, Paragraf 5).',
      en: 'A guarantee binds; its duration, its contents and who gives it must be named (German BGB, section 479; UWG, section 5).',
    },
    mend: open,
  },
  {
    rule: 'law.own-right',
    level: 'warning',
    words: {
      de: word('(?:(?:gesetzliche|2 Jahre|zwei Jahre) Gewährleistung|14 Tage (?:Widerrufsrecht|Rückgaberecht))'),
      en: word('(?:two|2)[ -]year statutory (?:guarantee|warranty)|14[ -]day (?:right of withdrawal|right to return)'),
    },
    reason: {
      de: 'Was das Gesetz ohnehin gibt, darf nicht als Besonderheit des Angebots beworben werden (UWG, Anhang Nr. 10).',
      en: 'What the law gives anyway must not be advertised as a distinctive feature (UWG, annex no. 10).',
    },
    mend: gone,
  },
  {
    rule: 'law.pressure',
    level: 'warning',
    words: {
      de: word(
        'nur (?:noch )?(?:heute|für kurze Zeit|bis morgen|wenige Stunden)|letzte Chance|jetzt oder nie|solange der Vorrat reicht|fast ausverkauft|beeil(?:e dich|en Sie sich)|greif(?:en Sie)? (?:schnell )?zu',
      ),
      en: word(
        'today only|only today|last chance|now or never|while stocks last|almost sold out|hurry|act (?:now|fast)|limited time only',
      ),
    },
    reason: {
      de: 'Wer Eile macht, die es nicht gibt, führt irre (UWG, Anhang Nr. 7). Nur stehen lassen, wenn die Frist wirklich gilt.',
      en: 'Urgency that does not exist misleads (UWG, annex no. 7). Leave it only where the deadline is real.',
    },
    mend: gone,
  },
  {
    rule: 'law.comparison',
    level: 'warning',
    words: {
      de: word(
        '(?:besser|leichter|günstiger|haltbarer|schneller|stärker|sicherer|billiger|wärmer) als (?:\\S+ )?(?:Konkurrenz|Wettbewerber?|andere\\p{L}* (?:Marken|Hersteller|Anbieter|Produkte)|herkömmliche\\p{L}* \\p{Lu}\\p{L}+)|im Gegensatz zu (?:anderen|der Konkurrenz)',
      ),
      en: word(
        '(?:better|lighter|cheaper|stronger|faster|safer|warmer|more \\p{L}+) than (?:\\S+ )?(?:competition|competitors?|other (?:brands|makers|products)|conventional \\p{L}+)|unlike (?:other|our competitors)',
      ),
    },
    reason: {
      de: 'Ein Vergleich mit Wettbewerbern muss sachlich sein, wesentliche Eigenschaften betreffen und sich nachprüfen lassen (UWG, Paragraf 6).',
      en: 'A comparison with competitors must be objective, concern essential properties and be verifiable (German UWG, section 6).',
    },
    mend: open,
  },
]

/** A test without its source; the source is an institute with issue or year. */
export const TEST_WINNER = word(
  'Testsieger(?:in)?|Preis-Leistungs-Sieger|test winner|best in test|winner of the test|Note (?:sehr gut|gut|1,\\d)',
)
export const TEST_SOURCE =
  /(?:Stiftung Warentest|Öko-?Test|Which\?|Computer Bild|CHIP|TÜV|ADAC|\p{Lu}\p{L}+ ?(?:Magazin|Test))[^.!?]*(?:\d{1,2}\/\d{2,4}|(?:19|20)\d{2})/iu
