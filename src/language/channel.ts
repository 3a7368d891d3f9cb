/** What the channels are called that visits and orders come through. */
import type { Text } from '../core/lang.ts'

/**
 * Our own names of channels (`stores/events/visits-channels.ts`), as marketing people call them: the terms of Google Analytics in
 * each language, where it has one.
 */
const CHANNELS: Readonly<Record<string, Text>> = {
  direct: { de: 'Direkt', en: 'Direct' },
  organic: { de: 'Organische Suche', en: 'Organic search' },
  'paid-search': { de: 'Bezahlte Suche', en: 'Paid search' },
  'paid-shopping': { de: 'Bezahlte Produktsuche', en: 'Paid shopping' },
  'paid-social': { de: 'Bezahlte soziale Medien', en: 'Paid social' },
  'paid-video': { de: 'Bezahlte Videos', en: 'Paid video' },
  'paid-other': { de: 'Sonstige Werbung', en: 'Other advertising' },
  'cross-network': { de: 'Netzwerkübergreifende Werbung', en: 'Cross-network' },
  affiliate: { de: 'Partnerprogramme', en: 'Affiliates' },
  display: { de: 'Bannerwerbung', en: 'Display' },
  newsletter: { de: 'Newsletter', en: 'Newsletter' },
  marketplace: { de: 'Marktplatz', en: 'Marketplace' },
  shopping: { de: 'Produktsuche', en: 'Organic shopping' },
  social: { de: 'Soziale Medien', en: 'Social media' },
  video: { de: 'Videos', en: 'Video' },
  referral: { de: 'Verweise', en: 'Referral' },
  audio: { de: 'Audio', en: 'Audio' },
  sms: { de: 'SMS', en: 'SMS' },
  push: { de: 'Push-Nachrichten', en: 'Push notifications' },
  other: { de: 'Sonstige', en: 'Other' },
}

/** 'organic' -> 'Organische Suche'; a channel the shop named itself stays as it is. */
export function channelName(channel: string): Text {
  const known = Object.hasOwn(CHANNELS, channel) ? CHANNELS[channel] : undefined
  return known ?? { de: channel, en: channel }
}
