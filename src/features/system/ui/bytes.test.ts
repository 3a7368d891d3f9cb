import { describe, expect, it } from 'vitest'
import { formatBytes } from './bytes.ts'

/** Blanks of any width for one. */
const plain = (text: string) => text.replace(/\s/g, ' ')

describe('bytes', () => {
  it('are written in the greatest unit that leaves something before the comma', () => {
    expect(plain(formatBytes(0, 'de'))).toBe('0 kB')
    expect(plain(formatBytes(812_400_000, 'de'))).toBe('812 MB')
    expect(plain(formatBytes(4_210_000_000, 'de'))).toBe('4,21 GB')
    expect(plain(formatBytes(4_210_000_000, 'en'))).toBe('4.21 GB')
    expect(plain(formatBytes(5e15, 'en'))).toBe('5,000 TB')
  })
})
