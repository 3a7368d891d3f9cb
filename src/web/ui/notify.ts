/** Short messages at the edge of the screen: what was done, with the way back where there is one. */
import type { Text } from '../../core/lang.ts'

export interface Notice {
  readonly id: number
  readonly message: Text
  readonly tone: 'good' | 'bad' | 'plain'
  /** A later one about the same takes its place: who decides quickly sees the last decision, not a pile. */
  readonly about?: string
  readonly action?: { readonly label: Text; run(): void }
}

const SHOWN_MS = 7_000
/** One that offers a way back must not be gone before it is read. */
const WITH_ACTION_MS = 20_000
const MOST = 4

let notices: readonly Notice[] = []
let last = 0
const listeners = new Set<() => void>()

function set(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

export function notify(notice: Omit<Notice, 'id' | 'tone'> & { readonly tone?: Notice['tone'] }): void {
  const id = ++last
  const others = notices.filter(({ about }) => about === undefined || about !== notice.about)
  set([...others, { tone: 'plain' as const, ...notice, id }].slice(-MOST))
  // What went wrong stays until it is closed.
  if (notice.tone !== 'bad') setTimeout(() => dismiss(id), notice.action === undefined ? SHOWN_MS : WITH_ACTION_MS)
}

export function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id))
}

export const noticeStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: () => notices,
}
