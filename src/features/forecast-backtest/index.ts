export { backtestForecast } from './service.ts'
