/**
 * The two innermost loops of training, as WebAssembly: one addition of 128 bits takes a row's gradient, hessian and count into a
 * bin. Assembled here by hand, see docs/decisions/trees.md for what it replaces and by how much it is quicker.
 */
import { BINS, CELL_BYTES, MOST_PAGES, PACK } from './workspace.ts'

/** Addresses are bytes in the memory given. */
export interface HistogramCode {
  /**
   * Adds rows to the bins of a group of four features.
   * @param words   of the group: for each row the bins of its features
   * @param order   of the first row to add, and `end` after the last one
   * @param slopes  of the first row: gradient and hessian, 32 bits each, in that order
   * @param into    the first bin
   * @param one     what a row counts, 1 above the bits of the hessian
   */
  add(words: number, order: number, end: number, slopes: number, into: number, one: bigint): void
  /** Takes the bins from `other` up to `end` away from those at `into`. */
  subtract(into: number, other: number, end: number): void
}

const I32 = 0x7f
const I64 = 0x7e
const V128 = 0x7b

/** LEB128, as WebAssembly writes whole numbers >= 0; signed ones need a 0 above the last bit. */
function whole(value: number, isSigned = false): number[] {
  const limit = isSigned ? 64 : 128
  return value < limit ? [value] : [(value & 127) | 128, ...whole(value >>> 7, isSigned)]
}

const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const tee = (local: number): number[] => [0x22, local]
const constant = (value: number): number[] => [0x41, ...whole(value, true)]
const ADD = [0x6a]
const AND = [0x71]
const SHIFT_LEFT = [0x74]
const SHIFT_RIGHT = [0x76]
const LESS = [0x49]
const END = [0x0b]
const loop = (...body: number[][]): number[] => [0x03, 0x40, ...body.flat(), ...END]
/** Begins the loop anew where what stands on the stack holds. */
const AGAIN = [0x0d, 0]
const load32 = [0x28, 2, 0]
const load128 = (offset: number): number[] => [0xfd, 0x00, 4, ...whole(offset)]
const store128 = (offset: number): number[] => [0xfd, 0x0b, 4, ...whole(offset)]
/** Two 32-bit numbers, and the same as two of 64 bits. */
const loadPair = [0xfd, 0x5d, 3, 0]
const WIDEN_PAIR = [0xfd, 0xc7, 0x01]
const TWICE = [0xfd, 0x12]
const ZERO_FIRST = [0x42, 0, 0xfd, 0x1e, 0]
const ADD_128 = [0xfd, 0xce, 0x01]
const SUBTRACT_128 = [0xfd, 0xd1, 0x01]

function addBody(): number[] {
  const [words, order, end, slopes, into, one, word, cell, row, unit] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const
  const lanes = Array.from({ length: PACK }, (_, lane) => {
    const offset = lane * BINS * CELL_BYTES
    return [
      ...[...get(into), ...get(word), ...constant(8 * lane), ...SHIFT_RIGHT, ...constant(255), ...AND],
      ...[...constant(4), ...SHIFT_LEFT, ...ADD, ...tee(cell)],
      ...[...get(cell), ...load128(offset), ...get(row), ...ADD_128, ...store128(offset)],
    ]
  })
  return [
    ...[...get(one), ...TWICE, ...ZERO_FIRST, ...set(unit)],
    ...loop(
      [...get(words), ...get(order), ...load32, ...constant(2), ...SHIFT_LEFT, ...ADD, ...load32, ...set(word)],
      [...get(slopes), ...loadPair, ...WIDEN_PAIR, ...get(unit), ...ADD_128, ...set(row)],
      ...lanes,
      [...get(slopes), ...constant(8), ...ADD, ...set(slopes)],
      [...get(order), ...constant(4), ...ADD, ...tee(order), ...get(end), ...LESS, ...AGAIN],
    ),
  ]
}

function subtractBody(): number[] {
  const [into, other, end] = [0, 1, 2] as const
  return loop(
    [...get(into), ...get(into), ...load128(0), ...get(other), ...load128(0), ...SUBTRACT_128, ...store128(0)],
    [...get(into), ...constant(CELL_BYTES), ...ADD, ...set(into)],
    [...get(other), ...constant(CELL_BYTES), ...ADD, ...tee(other), ...get(end), ...LESS, ...AGAIN],
  )
}

const list = (...items: number[][]): number[] => [...whole(items.length), ...items.flat()]
const sized = (bytes: number[]): number[] => [...whole(bytes.length), ...bytes]
const section = (id: number, bytes: number[]): number[] => [id, ...sized(bytes)]
const name = (text: string): number[] => sized(Array.from(text, (letter) => letter.charCodeAt(0)))
const signature = (...parameters: number[]): number[] => [0x60, ...list(...parameters.map((type) => [type])), 0]
const code = (locals: number[][], body: number[]): number[] => sized([...list(...locals), ...body, ...END])

function assemble(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(signature(I32, I32, I32, I32, I32, I64), signature(I32, I32, I32))),
    ...section(2, list([...name('shared'), ...name('memory'), 2, 3, 0, ...whole(MOST_PAGES)])),
    ...section(3, list([0], [1])),
    ...section(7, list([...name('add'), 0, 0], [...name('subtract'), 0, 1])),
    ...section(
      10,
      list(
        code(
          [
            [2, I32],
            [2, V128],
          ],
          addBody(),
        ),
        code([], subtractBody()),
      ),
    ),
  ])
}

let assembled: WebAssembly.Module | null = null

/** The loops over a memory that other threads may share. */
export function histogramCode(memory: WebAssembly.Memory): HistogramCode {
  // Once for a thread: what the engine has compiled for speed stays with the module.
  assembled ??= new WebAssembly.Module(assemble())
  const { exports } = new WebAssembly.Instance(assembled, { shared: { memory } })
  return exports as unknown as HistogramCode // the functions named in section 7
}
