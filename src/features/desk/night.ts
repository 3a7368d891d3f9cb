/** Skills at work: as steps of the night shift, and when somebody asks. */
import type { Text } from '../../core/lang.ts'
import type { DeskDeps } from './deps.ts'
import { propose } from './propose.ts'
import type { Skill, SkillNight } from './skill.ts'

/** What the night shift runs of a skill. */
export interface SkillStep {
  /** 'skill.prices.correct' */
  readonly name: string
  readonly title: Text
  /**
   * @param origin  the same for a night that was cut off and goes on: it proposes once for each subject
   * @returns how many proposals it made
   */
  run(context: SkillNight, origin: string): Promise<number>
}

/** As it stands among the steps of a night. */
export const stepNameOf = ({ name }: Pick<Skill<unknown>, 'name'>): string => `skill.${name}`

/** The skills that work at night by themselves; those that are off or wait to be asked are not among them. */
export async function skillSteps(deps: DeskDeps): Promise<SkillStep[]> {
  const steps: SkillStep[] = []
  for (const skill of deps.skills) {
    if (skill.night === undefined || (await deps.rule.works(skill.name)) !== 'night') continue
    steps.push({
      name: stepNameOf(skill),
      title: skill.title,
      run: async (context, origin) => (await runSkill(deps, skill, { context, origin })).proposed,
    })
  }
  return steps
}

export interface SkillProgress {
  readonly drafts: number
  readonly proposed: number
}

/** Lets the skill make its drafts and puts each on the desk as it comes. */
export async function runSkill(
  deps: DeskDeps,
  skill: Skill<unknown>,
  run: { context: SkillNight; origin: string; onProgress?: (progress: SkillProgress) => Promise<void> },
): Promise<SkillProgress> {
  let [drafts, proposed] = [0, 0]
  for await (const draft of skill.night?.(run.context) ?? []) {
    run.context.signal.throwIfAborted()
    const { kind } = await propose(deps, skill, draft, run.origin)
    drafts++
    if (kind === 'proposed' || kind === 'newer') proposed++
    await run.onProgress?.({ drafts, proposed })
  }
  return { drafts, proposed }
}
