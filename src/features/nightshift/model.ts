/** The order of the steps, and what may run. Pure. */
import type { NightStep } from '../findings/index.ts'

export type StepStatus = 'waiting' | 'done' | 'failed' | 'skipped'

/**
 * The steps in an order in which each comes after what it needs; otherwise as given.
 * @throws RangeError where a step needs one that is not there, or two need each other
 */
export function orderSteps<S extends Pick<NightStep, 'name' | 'needs'>>(steps: readonly S[]): S[] {
  const byName = new Map(steps.map((step) => [step.name, step]))
  const ordered: S[] = []
  const state = new Map<string, 'open' | 'placed'>()
  const place = (step: S, path: readonly string[]): void => {
    if (state.get(step.name) === 'placed') return
    if (state.get(step.name) === 'open')
      throw new RangeError(`Steps need each other: ${[...path, step.name].join(' -> ')}`)
    state.set(step.name, 'open')
    for (const need of step.needs) {
      const needed = byName.get(need)
      if (needed === undefined) throw new RangeError(`Step '${step.name}' needs '${need}', which is not there.`)
      place(needed, [...path, step.name])
    }
    state.set(step.name, 'placed')
    ordered.push(step)
  }
  for (const step of steps) place(step, [])
  return ordered
}

/** The first needed step that did not end well; null where all did. */
export function missingNeed(
  needs: readonly string[],
  statusOf: (name: string) => StepStatus | undefined,
): string | null {
  return needs.find((need) => statusOf(need) !== 'done') ?? null
}
