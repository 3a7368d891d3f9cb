/** Rows into PostgreSQL by COPY: many times the speed of INSERT. */
import type { PoolClient } from 'pg'
import { from } from 'pg-copy-streams'

export type CopyValue = string | number | boolean | null | readonly string[]

const FIRST_BYTES = 64 * 1024
/** UTF-8 takes at most so many bytes for what is one unit of a string. */
const BYTES_A_UNIT = 3

/**
 * Collects rows in COPY's text format and sends them as one statement. They are kept as bytes: as many small strings, most
 * of them parts of others, they would cost the garbage collector more than all the rest of an import.
 */
export class CopyBuffer {
  private readonly target: string
  private bytes = Buffer.allocUnsafe(FIRST_BYTES)
  private length = 0

  /** @param target table and columns: 'orders (id, source)' */
  constructor(target: string) {
    this.target = target
  }

  add(...values: readonly CopyValue[]): void {
    let line = ''
    for (let index = 0; index < values.length; index++) {
      if (index > 0) line += '\t'
      line += encode(values[index] ?? null)
    }
    line += '\n'
    this.reserve(line.length * BYTES_A_UNIT)
    this.length += this.bytes.write(line, this.length)
  }

  async send(client: PoolClient): Promise<void> {
    if (this.length === 0) return
    const stream = client.query(from(`COPY ${this.target} FROM STDIN`))
    await new Promise<void>((resolve, reject) => {
      stream.on('error', reject)
      stream.on('finish', resolve)
      stream.end(this.bytes.subarray(0, this.length))
    })
    this.bytes = Buffer.allocUnsafe(FIRST_BYTES)
    this.length = 0
  }

  private reserve(bytes: number): void {
    const needed = this.length + bytes
    if (needed <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.bytes.length * 2))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }
}

const SPECIAL = /[\\\t\n\r\0]/

function encode(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escapeText(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return escapeText(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`)
}

function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text
  const clean = storable(text)
  // One pass a character is many times faster than one pass with a function for each match.
  return clean.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

/** A text as PostgreSQL takes it: it knows no character of code 0. */
export function storable(text: string): string {
  return text.includes('\u0000') ? text.replaceAll('\u0000', '') : text
}

/** Whole-record JSON for a jsonb column. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? storable(item) : item))
}
