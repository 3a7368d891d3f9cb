import type { Text } from '../core/lang.ts'
import { channelName } from './channel.ts'
import { countryName } from './grammar/country.ts'

/** What a part of the shop is called: a country or channel by its name, whatever else as the shop has it. */
export function partName(dimension: string, key: string): Text {
  if (dimension === 'country') return { de: countryName(key, 'de'), en: countryName(key, 'en') }
  return dimension === 'channel' ? channelName(key) : { de: key, en: key }
}
