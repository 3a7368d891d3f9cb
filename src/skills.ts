/** The third part of the composition root: what the AI can do. To take a skill out: its folder, and its line here. */
import type { SkillsApp } from './app.ts'
import type { Skill } from './features/desk/index.ts'

export function openSkills(_app: SkillsApp): readonly Skill<unknown>[] {
  return []
}
