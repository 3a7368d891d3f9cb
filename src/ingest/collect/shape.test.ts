import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isObject } from './json.ts'
import { isTooDeep, MAX_DEPTH, shapeOf } from './shape.ts'

function depthOf(value: unknown): number {
  const parts = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : null
  return parts === null ? 0 : 1 + Math.max(0, ...parts.map(depthOf))
}

describe('shapeOf', () => {
  it('says of any JSON how deep it nests, whatever stands in its texts', () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.oneof(fc.constantFrom('{[', '}"\\', '\\\\'), fc.string()),
        fc.array(tie('tree')),
        fc.dictionary(fc.oneof(fc.constantFrom('"]', '\\'), fc.string()), tie('tree')),
      ),
    }))
    fc.assert(
      fc.property(tree, (value) => {
        expect(shapeOf(Buffer.from(JSON.stringify(value))).depth).toBe(depthOf(value))
      }),
    )
  })

  it('says how many bytes the largest event of a batch has', () => {
    const events = [{ a: 'ü'.repeat(10) }, { a: 'x'.repeat(100), b: { c: [1] } }, {}]
    const bytes = Buffer.from(JSON.stringify({ context: { a: {} }, batch: events }))
    expect(shapeOf(bytes).largestPart).toBe(Buffer.byteLength(JSON.stringify(events[1])))
  })

  it('ends for what is no JSON', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(shapeOf(bytes).depth).toBeLessThanOrEqual(bytes.length)
      }),
    )
  })
})

describe('isTooDeep', () => {
  const nested = (depth: number): unknown => JSON.parse(`${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`)

  it('draws the line at 32 levels and needs no stack beyond it', () => {
    expect(isTooDeep(nested(MAX_DEPTH / 2))).toBe(false)
    expect(isTooDeep([nested(MAX_DEPTH / 2)])).toBe(true)
    expect(isTooDeep(nested(40_000))).toBe(true)
  })
})
