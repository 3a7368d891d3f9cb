/** A bounded memory of answers: what was asked for lately stays, at most twice `size` of them. */
export function remember<V>(size: number, answer: (key: string) => V): (key: string) => V {
  let young = new Map<string, V>()
  let old = new Map<string, V>()
  return (key) => {
    const known = young.get(key)
    if (known !== undefined) return known
    const value = old.get(key) ?? answer(key)
    if (young.size >= size) {
      old = young
      young = new Map()
    }
    young.set(key, value)
    return value
  }
}
