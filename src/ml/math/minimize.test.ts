import { describe, expect, it } from 'vitest'
import { firstConverged, minimize, type Objective } from './minimize.ts'
import { standardErrors } from './standard-errors.ts'

/** Rosenbrock's curved valley, with its minimum 0 at (1, 1). */
const valley: Objective = (point, gradient) => {
  const [x = 0, y = 0] = point
  gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x)
  gradient[1] = 200 * (y - x * x)
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2
}

describe('minimize', () => {
  it('finds the end of a curved valley', () => {
    const found = minimize(valley, Float64Array.of(-1.2, 1))
    expect(found.converged).toBe(true)
    expect(found.point[0]).toBeCloseTo(1, 8)
    expect(found.point[1]).toBeCloseTo(1, 8)
  })

  it('changes no input', () => {
    const start = Float64Array.of(-1.2, 1)
    minimize(valley, start)
    expect([...start]).toEqual([-1.2, 1])
  })

  it('steps back from where the function has no value', () => {
    const barrier: Objective = (point, gradient) => {
      const [x = 0] = point
      gradient[0] = 1 - 1 / x
      return x > 0 ? x - Math.log(x) : Number.NaN
    }
    const found = minimize(barrier, Float64Array.of(5), { maxStep: 100 })
    expect(found.converged).toBe(true)
    expect(found.point[0]).toBeCloseTo(1, 8)
  })

  it('says that it did not converge where the steps run out', () => {
    const found = minimize(valley, Float64Array.of(-1.2, 1), { maxIterations: 2 })
    expect(found.converged).toBe(false)
    expect(found.iterations).toBe(2)
  })

  it('needs fewer steps with what an earlier search learned of the curvature', () => {
    const bowl: Objective = (point, gradient) => {
      const [x = 0, y = 0] = point
      gradient[0] = 2 * x + y
      gradient[1] = x + 200 * y
      return x * x + x * y + 100 * y * y
    }
    const first = minimize(bowl, Float64Array.of(3, 2))
    const again = minimize(bowl, Float64Array.of(-4, 1), { inverse: first.inverse })
    expect(again.converged).toBe(true)
    expect(again.iterations).toBeLessThan(first.iterations)
  })

  it('refuses an empty start and a start without a value', () => {
    expect(() => minimize(valley, new Float64Array(0))).toThrow(RangeError)
    expect(() => minimize(() => Number.NaN, Float64Array.of(1))).toThrow(/NaN/)
  })

  it('firstConverged stops at the first search that converges and otherwise keeps the lowest', () => {
    const end = { point: Float64Array.of(0), slope: 0, iterations: 1, inverse: Float64Array.of(1) }
    const failed = (value: number) => () => ({ ...end, value, converged: false })
    const fine = () => ({ ...end, value: 9, converged: true })
    const never = () => {
      throw new Error('not to be run')
    }
    expect(firstConverged([failed(1), fine, never]).value).toBe(9)
    expect(firstConverged([failed(3), failed(2), failed(5)]).value).toBe(2)
    expect(() => firstConverged([])).toThrow(RangeError)
  })
})

describe('standardErrors', () => {
  it('are those of the inverse information, correlation included', () => {
    // Information [[2, 1], [1, 3]]: its inverse has the diagonal 3/5, 2/5.
    const bowl: Objective = (point, gradient) => {
      const [x = 0, y = 0] = point
      gradient[0] = 2 * x + y
      gradient[1] = x + 3 * y
      return x * x + x * y + 1.5 * y * y
    }
    const errors = standardErrors(bowl, Float64Array.of(0, 0), { observations: 100 })
    expect(errors?.[0]).toBeCloseTo(Math.sqrt(0.6 / 100), 9)
    expect(errors?.[1]).toBeCloseTo(Math.sqrt(0.4 / 100), 9)
  })

  it('are null where a direction is flat', () => {
    const trough: Objective = (point, gradient) => {
      const [x = 0, y = 0] = point
      gradient[0] = 2 * (x - y)
      gradient[1] = -2 * (x - y)
      return (x - y) ** 2
    }
    expect(standardErrors(trough, Float64Array.of(1, 1), { observations: 100 })).toBeNull()
  })
})
