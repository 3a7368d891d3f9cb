import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { channelName } from './channel.ts'

describe('channelName', () => {
  it('has words for every channel that visits are put into', () => {
    const sql = readFileSync(new URL('../stores/events/visits-channels.ts', import.meta.url), 'utf8')
    const body = sql.slice(sql.indexOf('return `multiIf('))
    const channels = [...body.matchAll(/'([a-z-]+)'(?:,\n|\)`)/g)].map(([, name]) => name ?? '')
    expect(channels.length).toBeGreaterThan(18)
    for (const channel of channels) {
      const { de, en } = channelName(channel)
      expect(
        [de, en].every((word) => /^[A-ZÄÖÜ]/.test(word)),
        channel,
      ).toBe(true)
    }
  })

  it('leaves a channel alone that the shop named itself', () => {
    expect(channelName('Filiale Köln')).toEqual({ de: 'Filiale Köln', en: 'Filiale Köln' })
    expect(channelName('constructor')).toEqual({ de: 'constructor', en: 'constructor' })
  })
})
