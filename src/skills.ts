/** The third part of the composition root: what the AI can do. To take a skill out: its file, and its line here. */
import type { SkillsApp } from './app.ts'
import type { Skill } from './features/desk/index.ts'
import { followUpSkill } from './features/tasks/index.ts'

/** About which findings a skill of its own proposes something; no task is made of them. */
const TAKEN = ['incidents.price.', 'incidents.stock.', 'incidents.cover']

export function openSkills({ state, clock, config }: SkillsApp): readonly Skill<unknown>[] {
  const { timeZone, language: lang } = config
  const isTaken = (findingId: string) => TAKEN.some((start) => findingId.startsWith(start))
  return [followUpSkill({ state, clock, timeZone, lang, isTaken })]
}
