export type { DayWeather, WeatherDays } from './day-weather.ts'
export { type AskWeather, openWeather, readKnownWeather, type WeatherSettings } from './open.ts'
