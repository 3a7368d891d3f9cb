/** What a command says to whoever started it: results on standard output, everything else on standard error. */
import { systemCodeOf } from '../core/errors.ts'

export interface Terminal {
  /** A line of what was asked for. */
  print(line: string): void
  /** A line about the work. */
  say(line: string): void
  /** A line that replaces the one before it; where nobody watches, one every few seconds. */
  progress(line: string): void
  /** Ends the line that is being replaced. */
  endProgress(): void
  readonly isInteractive: boolean
  /** Whether what is printed is shown to a person. */
  readonly outIsTTY: boolean
  printBytes(bytes: Uint8Array): void
  /**
   * Waits until what was printed has left the process.
   * @returns why it could not be written; null where it was, or where whoever read it has left (`| head`)
   */
  flush(): Promise<Error | null>
}

const QUIET_MS = 5_000
const FRAME_MS = 100

export function openTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  const interactive = err.isTTY === true
  let shown = false
  let last = 0
  let fault: Error | null = null
  // Work goes on where nobody reads what it says: a closed pipe must not cut off an import or a night.
  err.on('error', () => undefined)
  out.on('error', (error: Error) => {
    if (systemCodeOf(error) !== 'EPIPE') fault ??= error
  })
  const endProgress = () => {
    if (shown && interactive) err.write('\n')
    shown = false
  }
  return {
    isInteractive: interactive,
    outIsTTY: out.isTTY === true,
    printBytes: (bytes) => out.write(bytes),
    print: (line) => out.write(`${line}\n`),
    say(line) {
      if (shown && interactive) err.write('\r\u001b[2K')
      shown = false
      err.write(`${line}\n`)
    },
    progress(line) {
      const now = performance.now()
      if (now - last < (interactive ? FRAME_MS : QUIET_MS)) return
      last = now
      shown = true
      if (interactive) err.write(`\r\u001b[2K${line.slice(0, (err.columns ?? 80) - 1)}`)
      else err.write(`${line}\n`)
    },
    endProgress,
    async flush() {
      // The callback comes after the writes before it; their errors come by the event above.
      await new Promise<void>((resolve) => out.write('', () => resolve()))
      return fault
    },
  }
}
