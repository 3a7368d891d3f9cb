/** What a visitor looks at the shop with, told from the user agent. */
import bowser from 'bowser'
import { isbot } from 'isbot'
import { remember } from './remember.ts'

export interface Client {
  /** 'mobile', 'tablet', 'desktop', 'tv'; empty: not known. */
  readonly device: string
  /** Name and main version: 'Safari 17'. */
  readonly browser: string
  readonly os: string
  /** A machine that says so; what only behaves like one is found among the sessions. */
  readonly agent: '' | 'person' | 'bot' | 'scanner'
}

export const MAX_USER_AGENT = 512

const NOTHING: Client = { device: '', browser: '', os: '', agent: '' }

/** What opens the links of a mail before a person does: filters of companies, previews, picture proxies of mail services. */
const SCANNER =
  /barracuda|mimecast|proofpoint|safelinks|mailscanner|messagelabs|symantec|fireeye|trendmicro|forcepoint|zscaler|sophos|googleimageproxy|yahoomailproxy|bingpreview|skypeuripreview|microsoft office|ms-office|outlook|link ?preview|urlscan|virustotal/i

const SHORT: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
  'Internet Explorer': 'IE',
}

/** Told once for each user agent: parsing one takes longer than all the rest of an event. */
const tell = remember(2_000, (userAgent: string): Client => {
  const { browser, os, platform } = bowser.parse(userAgent)
  const name = browser.name ?? ''
  const major = /^\d{1,4}/.exec(browser.version ?? '')?.[0] ?? ''
  const device = platform.type ?? ''
  return {
    device: device === 'bot' ? '' : device,
    browser: `${SHORT[name] ?? name} ${major}`.trim(),
    os: os.name ?? '',
    agent: agentOf(userAgent),
  }
})

export function clientOf(userAgent: string): Client {
  return userAgent === '' ? NOTHING : tell(userAgent)
}

function agentOf(userAgent: string): Client['agent'] {
  if (SCANNER.test(userAgent)) return 'scanner'
  return isbot(userAgent) ? 'bot' : 'person'
}
