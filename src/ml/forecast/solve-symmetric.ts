/**
 * Solves A x = b for a symmetric, positive definite A by Cholesky's factorisation.
 * @param matrix  Float64Array[k*k], row by row; only the lower triangle is read
 * @param right   Float64Array[k]
 * @returns       Float64Array[k]
 * @throws RangeError  A is not positive definite, with the number of the row
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array {
  const k = right.length
  const lower = matrix.slice()
  const x = right.slice()
  // `as number` below: every index runs inside k*k.
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * k + j] as number
      for (let m = 0; m < j; m++) sum -= (lower[i * k + m] as number) * (lower[j * k + m] as number)
      if (i !== j) lower[i * k + j] = sum / (lower[j * k + j] as number)
      else if (sum > 0) lower[i * k + i] = Math.sqrt(sum)
      else throw new RangeError(`matrix is not positive definite at row ${i}: ${sum}`)
    }
  }
  for (let i = 0; i < k; i++) {
    let sum = x[i] as number
    for (let m = 0; m < i; m++) sum -= (lower[i * k + m] as number) * (x[m] as number)
    x[i] = sum / (lower[i * k + i] as number)
  }
  for (let i = k - 1; i >= 0; i--) {
    let sum = x[i] as number
    for (let m = i + 1; m < k; m++) sum -= (lower[m * k + i] as number) * (x[m] as number)
    x[i] = sum / (lower[i * k + i] as number)
  }
  return x
}
