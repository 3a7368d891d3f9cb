import { describe, expect, it } from 'vitest'
import { formatBytes } from './bytes.ts'

describe('bytes', () => {
  it('are written in the greatest unit that leaves something before the comma', () => {
    expect(formatBytes(0, 'de')).toBe('0 kB')
    expect(formatBytes(812_400_000, 'de')).toBe('812 MB')
    expect(formatBytes(4_210_000_000, 'de')).toBe('4,21 GB')
    expect(formatBytes(4_210_000_000, 'en')).toBe('4.21 GB')
    expect(formatBytes(5e15, 'en')).toBe('5,000 TB')
  })
})
