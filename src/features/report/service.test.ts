import { describe, expect, it } from 'vitest'
import { sampleReport } from '../../../test/report-sample.ts'
import { renderReport } from './service.ts'

describe('renderReport', () => {
  it('lays out a PDF in a thread, while this one goes on', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    const { body, contentType } = await renderReport(sampleReport(), 'pdf', 'de')
    clearInterval(timer)
    expect(contentType).toBe('application/pdf')
    expect(Buffer.from(body).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(ticks).toBeGreaterThan(5)
  })

  it.each(['html', 'text', 'json'] as const)('gives %s as text of its type', async (format) => {
    const { body, contentType } = await renderReport(sampleReport(), format, 'en')
    expect(typeof body).toBe('string')
    expect(contentType).toContain('charset=utf-8')
  })
})
