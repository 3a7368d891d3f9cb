/** Parameters that the relations below ask for: UTC milliseconds at which the day after the last one begins. */
export interface SpellsUntil {
  readonly endBefore: number
}

const UNTIL = `fromUnixTimestamp64Milli({endBefore:Int64}, 'UTC')`
const NOTHING_LEFT = 'ifNull(variant.2 <= 0, 0)'
const SPELLS_OF = {
  product: {
    columns: `product, length(variants) > 0 AND arrayAll(variant -> ${NOTHING_LEFT}, variants)`,
    from: 'told',
    each: 'product',
  },
  variant: {
    columns: `variant.1 AS sku, ${NOTHING_LEFT}`,
    from: 'told ARRAY JOIN variants AS variant',
    each: 'product, sku',
  },
} as const

/**
 * Relation for `FROM`: spells of a day or more in which the catalogue said that nothing was left, as (`product` or `sku`, begun, ended),
 * days before `endBefore`. A product is out of stock where all its variants are. Stock that the shop never told has no spell.
 */
export function stockSpells(of: keyof typeof SPELLS_OF): string {
  const { columns, from, each } = SPELLS_OF[of]
  const key = of === 'product' ? 'product' : 'sku'
  return `(
    WITH
      told AS (
        SELECT sku AS product, time, argMax(
          JSONExtract(properties, 'variants', 'Array(Tuple(sku String, stock Nullable(Int64)))'), version) AS variants
        FROM events
        WHERE type = 'Product Recorded' AND time < ${UNTIL}
        GROUP BY product, time
      ),
      stocks AS (
        SELECT time, ${columns} AS is_out,
          leadInFrame(time, 1, ${UNTIL}) OVER (
            PARTITION BY ${each} ORDER BY time ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS until
        FROM ${from}
      )
    SELECT ${key}, ({endBefore:Int64} - toUnixTimestamp64Milli(time)) / 86400000 AS begun,
      ({endBefore:Int64} - toUnixTimestamp64Milli(until)) / 86400000 AS ended
    FROM stocks WHERE is_out AND begun - ended >= 1
  )`
}
