/** A skill is asked to work now: the run is kept, worked on by the worker, and gone on with where it was cut off. */
import { randomUUID } from 'node:crypto'
import { actorOf, type Principal } from '../../api/principal.ts'
import { AppError, messageOf, textFault } from '../../core/errors.ts'
import { appendAudit } from '../../stores/state/audit.ts'
import { notifyLive } from '../../stores/state/live.ts'
import { withTried } from './action-store.ts'
import { permit } from './decide.ts'
import { type DeskDeps, requiredSkill, skillOf } from './deps.ts'
import { sumOpen } from './list-store.ts'
import { runSkill, type SkillProgress } from './night.ts'
import { addRun, listOpenRuns, readLastRuns, type SkillRun, updateRun } from './run-store.ts'
import type { SkillInfo } from './schema.ts'
import type { SkillNight } from './skill.ts'
import { REFUSALS } from './words.ts'

export async function listSkills(deps: DeskDeps): Promise<SkillInfo[]> {
  const [runs, sums, works] = await Promise.all([
    readLastRuns(deps.state),
    sumOpen(deps.state, ''),
    Promise.all(deps.skills.map(({ name }) => deps.rule.works(name))),
  ])
  return deps.skills.map((skill, index) => {
    const { name, title, about, role, routineMinutes, expiresAfterDays, acts } = skill
    const run = runs.get(name)
    return {
      name,
      title,
      about,
      role,
      routineMinutes,
      expiresAfterDays,
      acts,
      mayUndo: skill.undo !== undefined,
      works: works[index] ?? 'night',
      open: sums.find((sum) => sum.skill === name)?.open ?? 0,
      run: run === undefined ? null : infoOf(run),
    }
  })
}

function infoOf({ skill: _skill, ...run }: SkillRun): NonNullable<SkillInfo['run']> {
  return run
}

/** @throws AppError 'input.conflict' where the skill is off or makes no drafts by itself */
export async function askForRun(
  deps: DeskDeps,
  principal: Principal,
  name: string,
): Promise<NonNullable<SkillInfo['run']>> {
  const skill = requiredSkill(deps, name)
  permit(principal, skill)
  if (skill.night === undefined) throw textFault('input.conflict', REFUSALS['no-drafts'])
  if ((await deps.rule.works(name)) === 'off') throw textFault('input.conflict', REFUSALS.off)
  const now = deps.clock.now()
  return deps.state.transaction(async (client) => {
    const actor = actorOf(principal)
    const { run, isNew } = await addRun(client, { id: randomUUID(), skill: name, actor, now })
    if (isNew) {
      await appendAudit(client, { at: now, actor, action: 'skill.asked', subject: name, details: { run: run.id } })
      await notifyLive(client, 'skills', name)
    }
    return infoOf(run)
  })
}

/** The last time somebody asked the skill to work. @throws AppError 'input.not-found' */
export async function lastRun(deps: DeskDeps, name: string): Promise<NonNullable<SkillInfo['run']>> {
  const run = (await readLastRuns(deps.state)).get(name)
  if (run === undefined) throw new AppError('input.not-found', `'${name}' was never asked to work.`)
  return infoOf(run)
}

/** How often the progress of a run is told, in drafts. */
const TELL_EVERY = 10

/** Works off the runs that wait. @param context what a skill works with: the last day that is over, the last night's analyses */
export async function workRuns(deps: DeskDeps, context: () => Promise<SkillNight>): Promise<void> {
  for (const run of await listOpenRuns(deps.state)) {
    await withTried(deps.state, run.id, () => workRun(deps, run, context))
  }
}

async function workRun(deps: DeskDeps, run: SkillRun, context: () => Promise<SkillNight>): Promise<void> {
  const tell = (status: SkillRun['status'], progress: SkillProgress, error: string | null) =>
    deps.state.transaction(async (client) => {
      await updateRun(client, { id: run.id, status, error, ...progress }, deps.clock.now())
      await notifyLive(client, 'skills', run.skill)
    })
  let progress: SkillProgress = { drafts: 0, proposed: 0 }
  await tell('running', progress, null)
  try {
    const skill = skillOf(deps, run.skill)
    if (skill === null) throw new AppError('input.not-found', `There is no skill '${run.skill}' any more.`)
    progress = await runSkill(deps, skill, {
      context: await context(),
      origin: `run:${run.id}`,
      onProgress: async (now) => {
        progress = now
        if (now.drafts % TELL_EVERY === 0) await tell('running', now, null)
      },
    })
    await tell('done', progress, null)
  } catch (error) {
    // Stopped with the workbench it goes on with the next start.
    if (error instanceof AppError && error.code === 'work.stopped') return
    deps.log.warn({ run: run.id, skill: run.skill, err: error }, 'a run of a skill failed')
    await tell('failed', progress, messageOf(error))
  }
}
