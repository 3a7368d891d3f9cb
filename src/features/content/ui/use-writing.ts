/** Versions while they are written: what has come so far, stopping, and the answer in the end. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../web/api/client.ts'
import { readLines } from '../../../web/api/stream.ts'
import type { StreamedLine, WriteBody, WrittenTexts } from '../schema.ts'

export interface Writing {
  /** Of each version what there is of it; empty before the first sentence, and where the built-in writer writes. */
  readonly growing: readonly string[]
  readonly isBusy: boolean
  /** The last answer. */
  readonly written: WrittenTexts | null
  readonly error: ApiError | null
  write(body: WriteBody): void
  /** Nothing more is asked for; what has come so far stays in `growing`. */
  stop(): void
}

export function useWriting(): Writing {
  const [growing, setGrowing] = useState<readonly string[]>([])
  const [written, setWritten] = useState<WrittenTexts | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [isBusy, setBusy] = useState(false)
  const running = useRef<AbortController | null>(null)
  const stop = useCallback(() => {
    running.current?.abort()
    running.current = null
    setBusy(false)
  }, [])
  // Who leaves the page reads no further.
  useEffect(() => () => running.current?.abort(), [])
  const write = useCallback(
    (body: WriteBody) => {
      stop()
      const controller = new AbortController()
      running.current = controller
      setBusy(true)
      setError(null)
      setWritten(null)
      setGrowing([])
      let hasEnd = false
      const onLine = (line: StreamedLine) => {
        if (controller.signal.aborted) return
        if (line.kind === 'growing') return setGrowing((before) => withText(before, line.index, line.text))
        hasEnd = true
        if (line.kind === 'written') setWritten(line.written)
        else setError(new ApiError({ status: line.status, code: 'failed', detail: line.text.en, text: line.text }))
      }
      readLines<StreamedLine>('/texts/write-along', { body, signal: controller.signal, onLine })
        .then(() => {
          if (!hasEnd) setError(new ApiError({ status: 0, code: 'unreachable', detail: '' }))
        })
        .catch((fault: unknown) => {
          if (controller.signal.aborted) return
          setError(fault instanceof ApiError ? fault : new ApiError({ status: 0, code: 'unreachable', detail: '' }))
        })
        .finally(() => {
          if (!controller.signal.aborted) setBusy(false)
        })
    },
    [stop],
  )
  return { growing, isBusy, written, error, write, stop }
}

function withText(before: readonly string[], index: number, text: string): string[] {
  return Array.from({ length: Math.max(before.length, index + 1) }, (_, at) =>
    at === index ? text : (before[at] ?? ''),
  )
}
