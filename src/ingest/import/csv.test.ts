import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvTokenizer, OpenQuoteError } from './csv.ts'
import { isBlank } from './row-width.ts'

interface Parsed {
  rows: string[][]
  lines: number[]
  faults: string[]
}

function parseChunks(chunks: readonly string[], delimiter = ',', skim = false): Parsed {
  const tokenizer = new CsvTokenizer({ delimiter, newline: '\n', skim })
  const parsed: Parsed = { rows: [], lines: [], faults: [] }
  for (const [at, chunk] of [...chunks, ''].entries()) {
    const { rows, lines, faults } = tokenizer.push(chunk, at === chunks.length)
    parsed.rows.push(...rows)
    parsed.lines.push(...lines)
    parsed.faults.push(...(faults?.values() ?? []))
  }
  return parsed
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  return places.slice(1).map((end, at) => text.slice(places[at], end))
}

/** Text of the characters in which everything that can go wrong with CSV goes wrong. */
const nasty = fc.string({ unit: fc.constantFrom('a', 'ü', ',', '"', '\n', '\r', ' ', ';'), maxLength: 40 })
const field = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', '\r\n', ' ', 'ß'), maxLength: 8 })

function encode(row: readonly string[]): string {
  const fields = row.map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
  return fields.length === 1 && fields[0] === '' ? '""' : fields.join(',')
}

describe('CsvTokenizer', () => {
  it('gives back every row that was written, whatever the line ends, at the line where it begins', () => {
    const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, eol, closed) => {
        const written = rows.map(encode)
        const parsed = parseChunks([written.join(eol) + (closed ? eol : '')])
        expect(parsed.rows).toEqual(rows)
        const before = (at: number) => written.slice(0, at).reduce((sum, text) => sum + text.split('\n').length, 1)
        expect(parsed.lines).toEqual(rows.map((_, at) => before(at)))
      }),
      { numRuns: 500 },
    )
  })

  it('does not depend on where the text is cut into chunks', () => {
    fc.assert(
      fc.property(nasty, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
        const whole = outcome(() => parseChunks([text]))
        expect(outcome(() => parseChunks(cutAt(text, cuts)))).toEqual(whole)
      }),
      { numRuns: 3000 },
    )
  })

  it('finds the same rows, empty ones and faults where it only tells rows apart', () => {
    const found = ({ rows, ...parsed }: Parsed) => ({ ...parsed, blank: rows.map(isBlank) })
    fc.assert(
      fc.property(nasty, (text) => {
        const whole = outcome(() => found(parseChunks([text])))
        expect(outcome(() => found(parseChunks([text], ',', true)))).toEqual(whole)
      }),
      { numRuns: 3000 },
    )
  })

  it('reads random text as csv-parse does wherever csv-parse accepts it', () => {
    let compared = 0
    fc.assert(
      fc.property(
        nasty.filter((text) => !text.endsWith('\r')),
        (text) => {
          const theirs = outcome(() =>
            parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }),
          )
          if (!Array.isArray(theirs)) return
          compared++
          expect(parseChunks([text]).rows).toEqual(theirs)
        },
      ),
      { numRuns: 5000 },
    )
    expect(compared).toBeGreaterThan(500)
  })

  it('finds a quote that is never closed wherever csv-parse does', () => {
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), fc.nat({ max: 3 }), (row, blankLines) => {
        const text = `a,b\n${'\n'.repeat(blankLines)}${encode(row.filter((value) => !value.includes('"')))},"open\n1,2\n`
        expect(() => parse(text, { relax_column_count: true })).toThrow(/Quote Not Closed/)
        expect(outcome(() => parseChunks([text]))).toEqual({ openAt: 2 + blankLines })
      }),
    )
  })

  it('takes a carriage return at the very end for the rest of a line end', () => {
    expect(parseChunks(['a,b\r\n1,2\r']).rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('keeps a quote inside an unquoted field as text', () => {
    expect(parseChunks(['12" ruler,5\n']).rows).toEqual([['12" ruler', '5']])
  })

  it('gives up only the first line of a row with text behind a closing quote', () => {
    const parsed = parseChunks(['1,"a"b,2\n3,"x\ny"z,4\n5,6\n'])
    expect(parsed.rows).toEqual([
      ['1', '"a"b', '2'],
      ['3', '"x'],
      ['y"z', '4'],
      ['5', '6'],
    ])
    expect(parsed.lines).toEqual([1, 2, 3, 4])
    expect(parsed.faults).toHaveLength(2)
  })

  it('reads files whose lines end with a carriage return alone', () => {
    const tokenizer = new CsvTokenizer({ delimiter: ';', newline: '\r' })
    expect(tokenizer.push('a;b\r1;"x\ry"\r', true)).toMatchObject({
      rows: [
        ['a', 'b'],
        ['1', 'x\ry'],
      ],
      lines: [1, 2],
    })
  })

  it('does not take a whole file into memory for one quote that is not closed', () => {
    const tokenizer = new CsvTokenizer({ delimiter: ',', newline: '\n' })
    const push = () => {
      tokenizer.push('a,b\n1,"')
      for (let chunk = 0; chunk < 20; chunk++) tokenizer.push('x'.repeat(1_000_000))
    }
    expect(push).toThrow(OpenQuoteError)
  })
})

function outcome(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error instanceof OpenQuoteError ? { openAt: error.line } : { refused: true }
  }
}
