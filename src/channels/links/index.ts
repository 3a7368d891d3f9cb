export { type Links, type LinkVerdict, openLinks } from './links.ts'
