import { describe, expect, test } from 'vitest'
import { type CsvColumn, toCsv } from './csv.ts'

type Row = readonly [string, number | null, number | null]
const columns: readonly CsvColumn<Row>[] = [
  { title: 'Artikel', unit: 'text', value: ([name]) => name },
  { title: 'Umsatz', unit: 'cents', value: ([, cents]) => cents },
  { title: 'Marge', unit: 'ratio', value: ([, , ratio]) => ratio },
]
const german = { lang: 'de', currency: 'EUR' } as const

test('begins with a byte order mark and ends each line with CR LF', () => {
  const csv = toCsv(columns, [['Hut', 1250, 0.381]], german)
  expect(csv).toBe('\ufeffArtikel;Umsatz (EUR);Marge (%)\r\nHut;12,5;38,1\r\n')
})

test('has commas between and points in numbers in English', () => {
  const csv = toCsv(columns, [['Hat', 1250, 0.381]], { lang: 'en', currency: 'GBP' })
  expect(csv).toBe('\ufeffArtikel,Umsatz (GBP),Marge (%)\r\nHat,12.5,38.1\r\n')
})

test('leaves empty what is not known', () => {
  expect(toCsv(columns, [['Hut', null, null]], german)).toContain('\r\nHut;;\r\n')
})

describe('a text', () => {
  const cell = (text: string) =>
    toCsv(columns.slice(0, 1), [[text, null, null]], german)
      .split('\r\n')
      .slice(1)
      .join('\r\n')
  test('is quoted where it has the separator, a quote or a line break', () => {
    expect(cell('a;b')).toBe('"a;b"\r\n')
    expect(cell('6" Topf')).toBe('"6"" Topf"\r\n')
    expect(cell('a\nb')).toBe('"a\nb"\r\n')
  })
  test('is no formula', () => {
    expect(cell('=1+1')).toBe("'=1+1\r\n")
    expect(cell('@SUM(A1)')).toBe("'@SUM(A1)\r\n")
  })
  test('a negative number stays a number', () => {
    expect(toCsv(columns.slice(0, 2), [['Hut', -1250, null]], german)).toContain('Hut;-12,5')
  })
})
