import { describe, expect, it } from 'vitest'
import { type AutonomySettings, LEVELS } from '../schema.ts'
import { durationText, meaningOf } from './meaning.ts'

const settings: AutonomySettings = {
  level: 'suggest',
  dailyActions: 40,
  dailyCents: 50_000,
  maxChangePercent: 15,
  vetoMinutes: 120,
  quietFrom: null,
  quietUntil: null,
}
const free = { ...settings, dailyActions: null, dailyCents: null, maxChangePercent: null }
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('what a level means', () => {
  it('names delay, budgets and reach of this skill', () => {
    const meaning = meaningOf('veto', { acts: 'outside', mayUndo: true }, settings, 'EUR')
    expect(plain(meaning.de)).toBe(
      'Bereitet jede Nacht vor und handelt 2 Stunden später, wenn niemand widerspricht, höchstens 40-mal und für 500 € am Tag, höchstens um 15 % auf einmal. Es wirkt nach außen und lässt sich zurücknehmen.',
    )
    expect(plain(meaning.en)).toBe(
      'Prepares every night and acts 2 hours later unless somebody objects, at most 40 times and for €500 a day, by at most 15% at once. It reaches other systems and can be undone.',
    )
  })

  it('names no limit where there is none', () => {
    expect(meaningOf('auto', { acts: 'inside', mayUndo: false }, free, 'EUR').de).toBe(
      'Bereitet jede Nacht vor und handelt sofort. Es bleibt in der Werkbank und lässt sich nicht zurücknehmen.',
    )
  })

  it('is another one for each level', () => {
    const said = LEVELS.map((level) => meaningOf(level, { acts: 'inside', mayUndo: true }, free, 'EUR').en)
    expect(new Set(said).size).toBe(LEVELS.length)
  })
})

describe('a delay', () => {
  it('is told in its largest whole unit', () => {
    expect([1, 90, 60, 120, 1440, 2880].map((minutes) => plain(durationText(minutes, 'de')))).toEqual([
      '1 Minute',
      '90 Minuten',
      '1 Stunde',
      '2 Stunden',
      '1 Tag',
      '2 Tage',
    ])
  })
})
