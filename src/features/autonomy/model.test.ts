import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wallTime } from '../../core/time.ts'
import { afterQuiet, DEFAULT_SETTINGS, type DecisionFacts, decide, recommend, trackRecordOf } from './model.ts'
import { levelFor, PRESET_LIST, weightOf } from './presets.ts'
import { type AutonomySettings, autonomySettingsSchema, LEVELS } from './schema.ts'

const timeZone = 'Europe/Berlin'
const NOON = Date.UTC(2026, 4, 13, 10, 0)
const MINUTE = 60_000

const settings = (part: Partial<AutonomySettings> = {}): AutonomySettings => ({
  level: 'auto',
  dailyActions: null,
  dailyCents: null,
  maxChangePercent: null,
  vetoMinutes: 60,
  quietFrom: null,
  quietUntil: null,
  ...part,
})
const facts = (part: Partial<DecisionFacts> = {}): DecisionFacts => ({
  skill: 's',
  errors: 0,
  cents: 100,
  changePercent: 5,
  needsSecond: false,
  moment: 'due',
  now: NOON,
  timeZone,
  spent: { actions: 0, cents: 0 },
  ...part,
})

const anySettings = fc
  .record({
    level: fc.constantFrom(...LEVELS),
    dailyActions: fc.option(fc.nat(5)),
    dailyCents: fc.option(fc.nat(500)),
    maxChangePercent: fc.option(fc.nat(20)),
    vetoMinutes: fc.integer({ min: 1, max: 600 }),
    quiet: fc.constantFrom<[string | null, string | null]>(
      [null, null],
      ['20:00', '07:00'],
      ['12:00', '13:00'],
      ['00:00', '23:59'],
    ),
  })
  .map(({ quiet: [quietFrom, quietUntil], ...rest }) => ({ ...rest, quietFrom, quietUntil }))
const anyFacts = fc
  .record({
    errors: fc.nat(1),
    cents: fc.option(fc.integer({ min: -500, max: 500 })),
    changePercent: fc.option(fc.integer({ min: -30, max: 30 })),
    needsSecond: fc.boolean(),
    moment: fc.constantFrom<'due' | 'proposed'>('due', 'proposed'),
    now: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
    spent: fc.record({ actions: fc.nat(6), cents: fc.nat(600) }),
  })
  .map((part) => facts(part))

describe('who decides', () => {
  it('an error stops every level', () => {
    fc.assert(
      fc.property(anySettings, anyFacts, (given, about) => {
        expect(decide(given, { ...about, errors: 1 })).toMatchObject({ do: 'block', again: null })
      }),
    )
  })

  it('below veto a person decides, whatever else holds', () => {
    for (const level of ['off', 'on-request', 'suggest'] as const)
      expect(decide(settings({ level }), facts()).do).toBe('wait')
  })

  it('nothing acts over a budget, beyond the greatest change, in quiet hours, or where two must approve', () => {
    fc.assert(
      fc.property(anySettings, anyFacts, (given, about) => {
        const verdict = decide(given, about)
        if (verdict.do !== 'act' || verdict.at > about.now) return
        const cents = Math.max(0, about.cents ?? 0)
        expect(['veto', 'auto']).toContain(given.level)
        expect(about.needsSecond).toBe(false)
        expect(about.spent.actions + 1).toBeLessThanOrEqual(given.dailyActions ?? Infinity)
        expect(about.spent.cents + cents).toBeLessThanOrEqual(given.dailyCents ?? Infinity)
        expect(Math.abs(about.changePercent ?? 0)).toBeLessThanOrEqual(given.maxChangePercent ?? Infinity)
        expect(afterQuiet(given, about.now, timeZone)).toBe(about.now)
        if (about.moment === 'proposed') expect(given.level).toBe('auto')
      }),
      { numRuns: 1_000 },
    )
  })

  it('veto waits its delay when it is proposed, and acts when that is over', () => {
    const veto = settings({ level: 'veto' })
    expect(decide(veto, facts({ moment: 'proposed' }))).toMatchObject({ do: 'act', at: NOON + 60 * MINUTE })
    expect(decide(veto, facts())).toMatchObject({ do: 'act', at: NOON })
  })

  it('a delay that ends in quiet hours goes on until they are over', () => {
    const veto = settings({ level: 'veto', quietFrom: '12:30', quietUntil: '14:00' })
    const verdict = decide(veto, facts({ moment: 'proposed' }))
    expect(verdict).toMatchObject({ do: 'act', at: Date.UTC(2026, 4, 13, 12, 0) })
    expect(verdict.why.de).toContain('Ruhezeit')
  })

  it('a used-up budget goes on at the beginning of the next shop day', () => {
    const spent = { actions: 3, cents: 0 }
    expect(decide(settings({ dailyActions: 3 }), facts({ spent }))).toMatchObject({
      do: 'block',
      again: Date.UTC(2026, 4, 13, 22, 0),
    })
    expect(decide(settings({ dailyCents: 99 }), facts())).toMatchObject({ do: 'block', again: null })
  })

  it('by default nothing acts by itself', () => {
    expect(autonomySettingsSchema.parse(DEFAULT_SETTINGS).level).toBe('suggest')
    expect(decide(DEFAULT_SETTINGS, facts()).do).toBe('wait')
  })
})

describe('quiet hours', () => {
  const night = { quietFrom: '22:00', quietUntil: '02:30' }
  const end = (at: number, quiet: { quietFrom: string; quietUntil: string } = night) =>
    wallTime(afterQuiet(quiet, at, timeZone), timeZone)

  it('end where they end, over midnight as well', () => {
    expect(end(Date.UTC(2026, 4, 13, 20, 0))).toBe('2026-05-14 02:30')
    expect(end(Date.UTC(2026, 4, 13, 23, 0))).toBe('2026-05-14 02:30')
    expect(end(Date.UTC(2026, 4, 14, 0, 30))).toBe('2026-05-14 02:30')
    expect(end(Date.UTC(2026, 4, 13, 19, 59))).toBe('2026-05-13 21:59')
  })

  it('that end in the hour that is left out end at its end', () => {
    // On 29 March 2026 it is 03:00 after 01:59.
    expect(end(Date.UTC(2026, 2, 28, 23, 0))).toBe('2026-03-29 03:30')
  })

  it('that end in the hour that comes twice are over each time, and never end in the past', () => {
    // On 25 October 2026 02:59 is followed by 02:00.
    expect(afterQuiet(night, Date.UTC(2026, 9, 24, 23, 0), timeZone)).toBe(Date.UTC(2026, 9, 25, 0, 30))
    expect(afterQuiet(night, Date.UTC(2026, 9, 25, 0, 45), timeZone)).toBe(Date.UTC(2026, 9, 25, 0, 45))
    expect(afterQuiet(night, Date.UTC(2026, 9, 25, 1, 10), timeZone)).toBe(Date.UTC(2026, 9, 25, 1, 30))
  })

  it('always end later, and at an instant that is not quiet', () => {
    const time = fc.tuple(fc.nat(23), fc.nat(59)).map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'))
    fc.assert(
      fc.property(
        time,
        time,
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        (from, until, at) => {
          fc.pre(from !== until)
          const quiet = { quietFrom: from, quietUntil: until }
          const ends = afterQuiet(quiet, at, timeZone)
          expect(ends).toBeGreaterThanOrEqual(at)
          expect(ends - at).toBeLessThanOrEqual(25 * 3_600_000)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('have both ends or none, and are not the whole day', () => {
    expect(autonomySettingsSchema.safeParse(settings({ quietFrom: '20:00' })).success).toBe(false)
    expect(autonomySettingsSchema.safeParse(settings({ quietFrom: '20:00', quietUntil: '20:00' })).success).toBe(false)
    expect(autonomySettingsSchema.safeParse(settings({ quietFrom: '25:00', quietUntil: '20:00' })).success).toBe(false)
  })
})

describe('what a skill has earned', () => {
  const record = (decided: number, edited: number, rejected = 0, undone = 0) =>
    trackRecordOf({ decided, edited, rejected, undone, applied: decided - rejected - undone }, 90)

  it('is a level up where the whole interval is below the mark, and nothing on few decisions', () => {
    expect(recommend('suggest', record(10, 0))).toMatchObject({ level: 'suggest', direction: 'stay' })
    expect(recommend('suggest', record(60, 0))).toMatchObject({ level: 'veto', direction: 'up' })
    expect(recommend('veto', record(60, 0))).toMatchObject({ direction: 'stay' })
    expect(recommend('veto', record(200, 2))).toMatchObject({ level: 'auto', direction: 'up' })
    expect(recommend('auto', record(1_000, 0))).toMatchObject({ level: 'auto', direction: 'stay' })
  })

  it('is a level down where the whole interval is above it', () => {
    expect(recommend('auto', record(50, 3, 4, 3))).toMatchObject({ level: 'veto', direction: 'down' })
    expect(recommend('veto', record(50, 10, 5, 5))).toMatchObject({ level: 'suggest', direction: 'down' })
    expect(recommend('auto', record(2, 1))).toMatchObject({ direction: 'down' })
  })

  it('says its evidence in both languages', () => {
    const { reason } = recommend('suggest', record(60, 1, 2, 0))
    expect(reason.de).toMatch(
      /^Von 60 Entscheidungen in 90 Tagen wurden 1 geändert, 2 abgelehnt und 0 rückgängig gemacht: 5/,
    )
    expect(reason.en).toMatch(/^Of 60 decisions in 90 days 1 were changed, 2 rejected and 0 undone: 5/)
    expect(recommend('suggest', record(0, 0)).reason.en).toBe('Nothing was decided in 90 days; it stays as it is.')
  })
})

describe('presets', () => {
  it('give what cannot be taken back outside never more freedom than what can be taken back inside', () => {
    const light = { acts: 'inside', canUndo: true } as const
    const heavy = { acts: 'outside', canUndo: false } as const
    expect([weightOf(light), weightOf(heavy)]).toEqual(['light', 'heavy'])
    for (const preset of PRESET_LIST)
      expect(LEVELS.indexOf(levelFor(preset, heavy))).toBeLessThan(LEVELS.indexOf(levelFor(preset, light)))
  })

  it('grow in freedom from people first to AI first', () => {
    const sums = PRESET_LIST.map(({ levels }) =>
      Object.values(levels).reduce((sum, level) => sum + LEVELS.indexOf(level), 0),
    )
    expect(sums).toEqual([...sums].sort((a, b) => a - b))
    expect(new Set(sums).size).toBe(4)
  })
})
