export { backtestPricing } from './service.ts'
