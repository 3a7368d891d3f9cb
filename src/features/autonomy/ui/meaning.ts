/** What a level of autonomy means for one skill, in a sentence made of its own facts. */
import type { Lang, Text } from '../../../core/lang.ts'
import { formatMoneyProse } from '../../../language/money.ts'
import { formatCount, formatDecimal, joinList } from '../../../language/numbers.ts'
import type { AutonomySettings, Level } from '../schema.ts'

export interface SkillFacts {
  /** Within the workbench, or on another system. */
  readonly acts: 'inside' | 'outside'
  readonly mayUndo: boolean
}

export function meaningOf(level: Level, facts: SkillFacts, settings: AutonomySettings, currency: string): Text {
  return {
    de: meaning(level, facts, settings, { lang: 'de', currency }),
    en: meaning(level, facts, settings, { lang: 'en', currency }),
  }
}

interface Writing {
  readonly lang: Lang
  readonly currency: string
}

function meaning(level: Level, facts: SkillFacts, settings: AutonomySettings, writing: Writing): string {
  const de = writing.lang === 'de'
  switch (level) {
    case 'off':
      return de ? 'Tut nichts, auch nicht auf Anfrage.' : 'Does nothing, not even when asked.'
    case 'on-request':
      return de
        ? 'Bereitet nur vor, wenn jemand es verlangt; eine Person gibt jeden Entwurf frei.'
        : 'Prepares only when somebody asks; a person approves every draft.'
    case 'suggest':
      return de
        ? 'Bereitet jede Nacht vor; eine Person gibt jeden Entwurf frei.'
        : 'Prepares every night; a person approves every draft.'
    case 'veto':
      return de
        ? `Bereitet jede Nacht vor und handelt ${durationText(settings.vetoMinutes, 'de')} später, wenn niemand widerspricht${within(settings, writing)}. ${reach(facts, 'de')}`
        : `Prepares every night and acts ${durationText(settings.vetoMinutes, 'en')} later unless somebody objects${within(settings, writing)}. ${reach(facts, 'en')}`
    case 'auto':
      return de
        ? `Bereitet jede Nacht vor und handelt sofort${within(settings, writing)}. ${reach(facts, 'de')}`
        : `Prepares every night and acts at once${within(settings, writing)}. ${reach(facts, 'en')}`
  }
}

/** ', höchstens 40-mal und für 500 € am Tag'; empty where nothing limits it. */
function within({ dailyActions, dailyCents, maxChangePercent }: AutonomySettings, writing: Writing): string {
  const { lang } = writing
  const de = lang === 'de'
  const most = [
    ...(dailyActions === null
      ? []
      : [de ? `${formatCount(dailyActions, { lang })}-mal` : `${formatCount(dailyActions, { lang })} times`]),
    ...(dailyCents === null
      ? []
      : [de ? `für ${formatMoneyProse(dailyCents, writing)}` : `for ${formatMoneyProse(dailyCents, writing)}`]),
  ]
  const parts = [
    ...(most.length === 0
      ? []
      : [de ? `höchstens ${joinList(most, lang)} am Tag` : `at most ${joinList(most, lang)} a day`]),
    ...(maxChangePercent === null
      ? []
      : [
          de
            ? `höchstens um ${formatDecimal(maxChangePercent, { lang })} % auf einmal`
            : `by at most ${formatDecimal(maxChangePercent, { lang })}% at once`,
        ]),
  ]
  return parts.map((part) => `, ${part}`).join('')
}

function reach({ acts, mayUndo }: SkillFacts, lang: Lang): string {
  const de = lang === 'de'
  const where =
    acts === 'inside'
      ? de
        ? 'Es bleibt in der Werkbank'
        : 'It stays in the workbench'
      : de
        ? 'Es wirkt nach außen'
        : 'It reaches other systems'
  const back = mayUndo
    ? de
      ? 'und lässt sich zurücknehmen.'
      : 'and can be undone.'
    : de
      ? 'und lässt sich nicht zurücknehmen.'
      : 'and cannot be undone.'
  return `${where} ${back}`
}

/** '2 Stunden', '90 Minuten', '1 Tag'. */
export function durationText(minutes: number, lang: Lang): string {
  const [count, one, many] =
    minutes % 1440 === 0
      ? [minutes / 1440, { de: 'Tag', en: 'day' }, { de: 'Tage', en: 'days' }]
      : minutes % 60 === 0
        ? [minutes / 60, { de: 'Stunde', en: 'hour' }, { de: 'Stunden', en: 'hours' }]
        : [minutes, { de: 'Minute', en: 'minute' }, { de: 'Minuten', en: 'minutes' }]
  return `${formatCount(count, { lang })}\u00a0${count === 1 ? one[lang] : many[lang]}`
}
