/** What a command says to whoever started it: results on standard output, everything else on standard error. */

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
}

const QUIET_MS = 5_000
const FRAME_MS = 100

export function openTerminal(out: NodeJS.WriteStream, err: NodeJS.WriteStream): Terminal {
  const interactive = err.isTTY === true
  let shown = false
  let last = 0
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
      endProgress()
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
  }
}
