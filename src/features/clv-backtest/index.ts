export { backtestClv, type ClvBacktest } from './service.ts'
