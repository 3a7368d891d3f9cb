/** Settings of each skill, presets, and the stop for everything that acts. */
import type { PoolClient } from 'pg'
import { actorOf, type Principal } from '../../api/principal.ts'
import { mustBe } from '../../api/version.ts'
import { AppError } from '../../core/errors.ts'
import { dayOf } from '../../core/time.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import {
  countHeld,
  type People,
  readRuleSpend,
  readTrackRecords,
  type Skill,
  shiftClocks,
  stopClocks,
  storableText,
} from '../desk/index.ts'
import { readRoutineMinutes } from '../settings/index.ts'
import { DEFAULT_SETTINGS, recommend, trackRecordOf } from './model.ts'
import { levelFor, PRESET_LIST, type SkillTraits } from './presets.ts'
import type { RuleDeps } from './rule.ts'
import type { Autonomy, AutonomySettings, PresetAnswer, PresetId, SkillAutonomy, Stop } from './schema.ts'
import { addSettings, findSettings, readSettings, readStop, type StoredSettings, writeStop } from './store.ts'

export interface AutonomyDeps extends RuleDeps {
  readonly skills: readonly Skill<unknown>[]
  readonly people: People
}

const RECORD_DAYS = 90
const DAY_MS = 86_400_000
const NO_RECORD = { decided: 0, edited: 0, rejected: 0, undone: 0, applied: 0 }

export async function readAutonomy(deps: AutonomyDeps): Promise<Autonomy> {
  const { state, clock, timeZone } = deps
  const now = clock.now()
  const [settings, records, minutes] = await Promise.all([
    readSettings(state.pool),
    readTrackRecords(state, now - RECORD_DAYS * DAY_MS),
    readRoutineMinutes(state, deps.skills),
  ])
  const today = dayOf(now, timeZone)
  const spent = await Promise.all(deps.skills.map(({ name }) => readRuleSpend(state.pool, name, today)))
  const skills = deps.skills.map((skill, index): SkillAutonomy => {
    const stored = settings.get(skill.name)
    const trackRecord = trackRecordOf(records.get(skill.name) ?? NO_RECORD, RECORD_DAYS)
    const held = stored?.settings ?? DEFAULT_SETTINGS
    return {
      skill: skill.name,
      title: skill.title,
      about: skill.about,
      role: skill.role,
      settings: held,
      version: stored?.version ?? 0,
      trackRecord,
      savedMinutes: trackRecord.applied * (minutes.get(skill.name) ?? 0),
      recommendation: recommend(held.level, trackRecord),
      today: spent[index] ?? { actions: 0, cents: 0 },
    }
  })
  return { skills, presets: presetsBeside(deps, skills), stop: await showStop(deps) }
}

const traitsOf = ({ acts, undo }: Skill<unknown>): SkillTraits => ({ acts, canUndo: undo !== undefined })

function presetsBeside(deps: AutonomyDeps, skills: readonly SkillAutonomy[]): Autonomy['presets'] {
  return PRESET_LIST.map((preset) => {
    const levels = deps.skills.map((skill) => ({ skill: skill.name, level: levelFor(preset, traitsOf(skill)) }))
    const active = levels.length > 0 && levels.every(({ level }, index) => skills[index]?.settings.level === level)
    return { id: preset.id, title: preset.title, about: preset.about, levels, active }
  })
}

/**
 * Stores another version of a skill's settings. Open proposals that were to act by themselves go on by the new settings, or wait
 * for a person where these say so; a higher level holds for what is proposed from now on.
 * @throws AppError 'input.not-found', 'input.changed'
 */
export async function changeSettings(
  deps: AutonomyDeps,
  principal: Principal,
  name: string,
  { settings, version }: { settings: AutonomySettings; version: string },
): Promise<void> {
  if (!deps.skills.some((skill) => skill.name === name))
    throw new AppError('input.not-found', `There is no skill '${name}'.`)
  const by = { actor: actorOf(principal), now: deps.clock.now() }
  await deps.state.transaction((client) => storeSettings(client, name, { settings, version }, by))
}

async function storeSettings(
  client: PoolClient,
  skill: string,
  { settings, version }: { settings: AutonomySettings; version: string },
  { actor, now }: { actor: string; now: number },
): Promise<void> {
  const before = await findSettings(client, skill)
  mustBe(before?.version ?? 0, version)
  const next = { skill, version: (before?.version ?? 0) + 1, settings }
  // Somebody who stored the same version in between is found by its key.
  if (!(await addSettings(client, next, { actor, now }))) mustBe(next.version, version)
  if (settings.level !== 'veto' && settings.level !== 'auto') await stopClocks(client, skill)
  const details = detailsOf(before, settings)
  await appendAudit(client, { at: now, actor, action: 'autonomy.changed', subject: skill, details })
  await notifyLive(client, 'autonomy', skill)
}

function detailsOf(before: StoredSettings | null, { level, ...limits }: AutonomySettings) {
  return {
    from: before?.settings.level ?? DEFAULT_SETTINGS.level,
    to: level,
    version: (before?.version ?? 0) + 1,
    ...limits,
  }
}

/** Sets every skill to the level of a preset; budgets, limits and quiet hours stay as they are. */
export async function applyPreset(
  deps: AutonomyDeps,
  principal: Principal,
  { preset: id, preview }: { preset: PresetId; preview: boolean },
): Promise<PresetAnswer> {
  const preset = PRESET_LIST.find((known) => known.id === id)
  if (preset === undefined) throw new AppError('input.not-found', `There is no preset '${id}'.`)
  const settings = await readSettings(deps.state.pool)
  const plans = deps.skills.map((skill) => {
    const stored = settings.get(skill.name)
    const before = stored?.settings ?? DEFAULT_SETTINGS
    return { skill, version: stored?.version ?? 0, before, level: levelFor(preset, traitsOf(skill)) }
  })
  const changes = plans.filter(({ before, level }) => before.level !== level)
  if (!preview) {
    const by = { actor: actorOf(principal), now: deps.clock.now() }
    await deps.state.transaction(async (client) => {
      for (const { skill, version, before, level } of changes)
        await storeSettings(client, skill.name, { settings: { ...before, level }, version: String(version) }, by)
    })
  }
  return {
    preset: id,
    applied: !preview,
    changes: changes.map(({ skill, before, level }) => ({
      skill: skill.name,
      title: skill.title,
      from: before.level,
      to: level,
    })),
  }
}

async function showStop({ state, clock, people }: AutonomyDeps): Promise<Stop> {
  const { active, since, by, reason } = await readStop(state.pool, 'no')
  const names = by === null ? null : await people.names([by])
  return {
    active,
    since: since === null ? null : new Date(since).toISOString(),
    by: by === null ? null : (names?.get(by) ?? by),
    reason,
    held: active ? await countHeld(state, clock.now()) : 0,
  }
}

/**
 * Presses or releases the stop. It is pressed when what is being done in the state store this very moment is done; from then on
 * nothing begins. At release the clocks of vetoes go on with the time they had left, and what was due acts.
 */
export async function setStop(
  deps: AutonomyDeps,
  principal: Principal,
  { active, reason }: { active: boolean; reason: string | null },
): Promise<Stop> {
  if (!active && !principal.rights.has('stop.release'))
    throw new AppError('access.denied', 'Everybody here may stop everything; your role may not release the stop.')
  await deps.state.transaction(async (client) => {
    const before = await readStop(client, 'update')
    if (before.active === active) return
    const now = deps.clock.now()
    const actor = actorOf(principal)
    const said = reason === null ? null : storableText(reason).trim() || null
    await writeStop(
      client,
      active ? { active, since: now, by: actor, reason: said } : { active, since: null, by: null, reason: null },
    )
    const shifted = before.since === null ? 0 : await shiftClocks(client, { since: before.since, now })
    const minutes = before.since === null ? 0 : Math.round((now - before.since) / 60_000)
    await appendAudit(client, {
      at: now,
      actor,
      action: active ? 'stop.pressed' : 'stop.released',
      subject: 'everything',
      details: active ? {} : { minutes, clocksMoved: shifted },
    })
    await notifyLive(client, 'autonomy', 'stop')
    await notifyLive(client, 'proposals', 'stop')
  })
  return showStop(deps)
}
