/** What autonomy says, in both languages. */
import type { Text } from '../../core/lang.ts'
import { wallTime } from '../../core/time.ts'
import { formatPercent } from '../../language/numbers.ts'
import type { Level, Recommendation, TrackRecord } from './schema.ts'

export const VERDICT_WORDS = {
  errors: {
    de: 'Ein Befund vom Grad Fehler hält es auf, gleich wie selbständig die Fähigkeit ist.',
    en: 'A check finding of level error stops it, however much the skill may do alone.',
  },
  off: { de: 'Die Fähigkeit ist abgeschaltet; eine Person entscheidet.', en: 'The skill is off; a person decides.' },
  'on-request': {
    de: 'Die Fähigkeit arbeitet nur auf Anfrage; eine Person entscheidet.',
    en: 'The skill works on request only; a person decides.',
  },
  suggest: { de: 'Die Fähigkeit schlägt vor; eine Person entscheidet.', en: 'The skill suggests; a person decides.' },
  second: { de: 'Zwei Personen müssen freigeben.', en: 'Two people must approve it.' },
  change: {
    de: 'Die Änderung ist größer, als die Fähigkeit allein darf; eine Person entscheidet.',
    en: 'The change is greater than the skill may make alone; a person decides.',
  },
  budget: {
    de: 'Es geht über das Tagesbudget der Fähigkeit hinaus; eine Person entscheidet.',
    en: 'It goes beyond the daily budget of the skill; a person decides.',
  },
  auto: {
    de: 'Die Fähigkeit handelt selbst, innerhalb ihrer Budgets.',
    en: 'The skill acts by itself, within its budgets.',
  },
} as const satisfies Record<string, Text>

/** @param at when, UTC milliseconds; told in the shop's time */
export function wordsAt(why: 'veto' | 'quiet' | 'spent', at: number, timeZone: string): Text {
  const time = wallTime(at, timeZone)
  const [day = '', clock = ''] = time.split(' ')
  const [year, month, date] = day.split('-')
  const de = `am ${date}.${month}.${year} um ${clock} Uhr`
  const en = `on ${day} at ${clock}`
  switch (why) {
    case 'veto':
      return { de: `Geschieht ${de}, wenn niemand widerspricht.`, en: `Happens ${en} unless somebody objects.` }
    case 'quiet':
      return { de: `Geschieht nach der Ruhezeit, ${de}.`, en: `Happens after the quiet hours, ${en}.` }
    case 'spent':
      return {
        de: `Das Budget von heute ist verbraucht; weiter geht es ${de}.`,
        en: `Today's budget is used up; it goes on ${en}.`,
      }
  }
}

const LEVEL_WORDS: Readonly<Record<Level, Text>> = {
  off: { de: 'Aus', en: 'Off' },
  'on-request': { de: 'Auf Anfrage', en: 'On request' },
  suggest: { de: 'Vorschlagen', en: 'Suggest' },
  veto: { de: 'Mit Einspruchsfrist', en: 'Unless stopped' },
  auto: { de: 'Selbständig', en: 'By itself' },
}

interface Advice {
  readonly level: Level
  readonly target: Level
  readonly direction: Recommendation['direction']
  readonly record: TrackRecord
  /** Share of corrections below which a level up is earned; null: there is none above. */
  readonly up: number | null
}

export function recommendationWords({ level, target, direction, record, up }: Advice): Text {
  const { decided, edited, rejected, undone, days, correctionRate } = record
  if (level === 'off')
    return {
      de: 'Abgeschaltet: Es gibt nichts zu messen. Wer sie einschaltet, entscheidet zunächst selbst.',
      en: 'Off: there is nothing to measure. Whoever turns it on decides by hand at first.',
    }
  if (correctionRate === null)
    return {
      de: `In ${days} Tagen wurde noch nichts entschieden; es bleibt, wie es ist.`,
      en: `Nothing was decided in ${days} days; it stays as it is.`,
    }
  const percent = (value: number, lang: 'de' | 'en') => formatPercent(value, { lang })
  const evidence = {
    de: `Von ${decided} Entscheidungen in ${days} Tagen wurden ${edited} geändert, ${rejected} abgelehnt und ${undone} rückgängig gemacht: ${percent(correctionRate.value, 'de')}, mit 95 % Sicherheit zwischen ${percent(correctionRate.low, 'de')} und ${percent(correctionRate.high, 'de')}.`,
    en: `Of ${decided} decisions in ${days} days ${edited} were changed, ${rejected} rejected and ${undone} undone: ${percent(correctionRate.value, 'en')}, with 95 % confidence between ${percent(correctionRate.low, 'en')} and ${percent(correctionRate.high, 'en')}.`,
  }
  const [de, en] = adviceOf(target, direction, up)
  return { de: `${evidence.de} ${de}`, en: `${evidence.en} ${en}` }
}

function adviceOf(target: Level, direction: Recommendation['direction'], up: number | null): [string, string] {
  const word = LEVEL_WORDS[target]
  if (direction === 'up') return [`Das trägt die Stufe '${word.de}'.`, `That bears out the level '${word.en}'.`]
  if (direction === 'down')
    return [
      `Das ist zu oft; besser ist die Stufe '${word.de}'.`,
      `That is too often; the level '${word.en}' is better.`,
    ]
  if (up === null) return ['Es bleibt, wie es ist.', 'It stays as it is.']
  return [
    `Für eine Stufe mehr müsste es sicher unter ${formatPercent(up, { lang: 'de' })} liegen; es bleibt, wie es ist.`,
    `For one level more it would have to be below ${formatPercent(up, { lang: 'en' })} for certain; it stays as it is.`,
  ]
}
