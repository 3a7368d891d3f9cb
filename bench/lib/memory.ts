/** Memory over all processes of a bench: this one's children and theirs, sampled while work runs. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Each look walks the page tables of the processes and must not slow what is measured. */
const SAMPLE_MS = 500

export interface MemoryMeter {
  /** Highest sum of resident memory seen, in MB (10^6 bytes); shared pages are counted once per process. */
  stop(): number
}

/** Watches the processes for which `belongs` holds, and all that descend from them. */
export function watchMemory(roots: () => readonly number[]): MemoryMeter {
  let peak = 0
  const sample = () => {
    peak = Math.max(peak, sumOf(roots()))
  }
  const timer = setInterval(sample, SAMPLE_MS)
  sample()
  return {
    stop() {
      clearInterval(timer)
      sample()
      return Math.round(peak / 1e6)
    },
  }
}

function sumOf(roots: readonly number[]): number {
  if (!existsSync('/proc/self/stat')) return process.memoryUsage().rss
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    const fields = Number.isInteger(pid) ? statOf(pid) : null
    if (fields !== null) parents.set(pid, Number(fields[1]))
  }
  const wanted = new Set(roots)
  for (let grown = true; grown; ) {
    grown = false
    for (const [pid, parent] of parents) {
      if (wanted.has(parent) && !wanted.has(pid)) {
        wanted.add(pid)
        grown = true
      }
    }
  }
  let sum = 0
  for (const pid of wanted) sum += proportional(pid) ?? Number(statOf(pid)?.[21] ?? 0) * 4096
  return sum
}

/** The fields of /proc/<pid>/stat after the name; null where the process ended meanwhile. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null // it ended between the listing and the reading
  }
}

/** PSS: PostgreSQL's processes share their buffers, which must not be counted once for each of them. */
function proportional(pid: number): number | null {
  try {
    const match = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
    return match?.[1] === undefined ? null : Number(match[1]) * 1024
  } catch {
    return null // not readable for another user's process: its resident size is taken
  }
}
