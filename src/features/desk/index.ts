export type { CheckFinding, DraftField, Effect, Receipt } from './schema.ts'
export type { ApplyJob, NewProposal, NewReceipt, Settlement, Skill, SkillNight } from './skill.ts'
