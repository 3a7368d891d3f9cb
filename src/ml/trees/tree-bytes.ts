import { checkTarget, type Loss } from './loss.ts'
import { type Feature, SET_WORDS, type TreesModel } from './model.ts'

/** 'DTRE' and the version of the layout. */
const MAGIC = 0x45525444
const VERSION = 1
/** Magic, version, length of the head, checksum of all other bytes; little-endian words. */
const HEADER_BYTES = 16

interface Head {
  readonly loss: Loss
  readonly base: number
  readonly features: readonly Feature[]
  readonly trees: number
  readonly nodes: number
  readonly sets: number
}

/** A model as bytes: header, head as JSON, then the arrays one after the other, 19 bytes for each node. `readTrees` reads them back. */
export function writeTrees({ loss, base, features, ...arrays }: TreesModel): Uint8Array {
  const { roots, feature, number, left, rows, unknownLeft, sets } = arrays
  const sizes = { trees: roots.length, nodes: feature.length, sets: sets.length }
  const head = new TextEncoder().encode(JSON.stringify({ loss, base, features, ...sizes }))
  const parts = [roots, feature, number, left, rows, unknownLeft, sets].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  )
  const length = parts.reduce((sum, part) => sum + part.length, HEADER_BYTES + head.length)
  const bytes = new Uint8Array(length)
  let at = HEADER_BYTES
  for (const part of [head, ...parts]) {
    bytes.set(part, at)
    at += part.length
  }
  const view = new DataView(bytes.buffer)
  for (const [place, word] of [MAGIC, VERSION, head.length].entries()) view.setUint32(4 * place, word, true)
  view.setUint32(12, checksum(bytes), true)
  return bytes
}

/** @throws RangeError  no bytes of `writeTrees`, of another version, cut off, changed, or nodes that do not fit together */
export function readTrees(bytes: Uint8Array): TreesModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC)
    throw new RangeError('bytes are no trees: they do not begin with DTRE')
  const version = view.getUint32(4, true)
  if (version !== VERSION)
    throw new RangeError(`bytes are trees of version ${version}, this program reads version ${VERSION}`)
  if (view.getUint32(12, true) !== checksum(bytes))
    throw new RangeError('bytes are damaged: their checksum does not match')
  const headEnd = HEADER_BYTES + view.getUint32(8, true)
  // The checksum says that the head is what `writeTrees` wrote.
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_BYTES, headEnd))) as Head
  const { loss, base, features, trees, nodes, sets } = head
  let at = headEnd
  // A copy, because the arrays' places in the bytes are not aligned.
  const take = (size: number) => {
    at += size
    return bytes.slice(at - size, at).buffer
  }
  const model: TreesModel = {
    ...{ loss, base, features },
    roots: new Uint32Array(take(4 * trees)),
    feature: new Int16Array(take(2 * nodes)),
    number: new Float64Array(take(8 * nodes)),
    left: new Uint32Array(take(4 * nodes)),
    rows: new Uint32Array(take(4 * nodes)),
    unknownLeft: new Uint8Array(take(nodes)),
    sets: new Uint32Array(take(4 * sets)),
  }
  checkModel(model)
  return model
}

/** Children behind their parents and within the model, so that every walk ends. */
function checkModel(model: TreesModel): void {
  const { loss, base, features, roots, feature, number, left, sets } = model
  checkTarget(loss, new Float64Array(), null)
  if (!Number.isFinite(base)) throw new RangeError(`base of the trees must be finite, got ${base}`)
  const nodes = feature.length
  const badRoot = roots.findIndex((root) => root >= nodes)
  if (badRoot >= 0) throw new RangeError(`tree ${badRoot} begins at node ${roots[badRoot]} of ${nodes}`)
  feature.forEach((place, node) => {
    const value = number[node] ?? Number.NaN
    const child = left[node] ?? 0
    const isInner = place >= 0
    const kind = features[place]?.kind
    if (isInner && (kind === undefined || child <= node || child + 1 >= nodes))
      throw new RangeError(`node ${node} of the trees has feature ${place} and child ${child}, which do not exist`)
    const isSound = kind === 'category' ? (value + 1) * SET_WORDS <= sets.length : !Number.isNaN(value)
    if (!isSound) throw new RangeError(`node ${node} of the trees has the number ${value}`)
  })
}

/** Of all bytes but its own. Source: the 32-bit hash of Fowler, Noll & Vo, variant 1a */
function checksum(bytes: Uint8Array): number {
  let value = 0x811c9dc5
  for (const part of [bytes.subarray(0, 12), bytes.subarray(HEADER_BYTES)])
    for (const byte of part) value = Math.imul(value ^ byte, 0x01000193)
  return value >>> 0
}
