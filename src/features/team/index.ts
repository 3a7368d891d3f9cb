export { openColleagues } from './colleagues.ts'
export type { TeamDeps } from './context.ts'
export { madeLinkSchema, type PersonView, personSchema } from './schema.ts'
export { hasTeam, openTeam, type Team, type TeamRescue, teamRescue } from './service.ts'
