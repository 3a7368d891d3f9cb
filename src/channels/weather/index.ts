export type { DayWeather, WeatherDays } from './day-weather.ts'
export { type AskWeather, openWeather } from './open.ts'
