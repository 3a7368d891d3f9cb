export { openTeam, type Team } from './service.ts'
