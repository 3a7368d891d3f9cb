export { backtestClv } from './service.ts'
