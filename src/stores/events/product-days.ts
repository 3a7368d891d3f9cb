/** Product days: how many visitors looked at each product on each day, and put it into the cart, counted once when the visits are made. */

/** Types that are counted. */
export const PRODUCT_ACTS = { views: 'Product Viewed', carts: 'Product Added' } as const

/** Of each SKU of the catalogue its product and category; variants of one product are one. */
export const SKUS_SQL = `
        skus AS (
          SELECT sku AS known_sku, if(product_id = '', sku, product_id) AS product_of, toString(category) AS category_of
          FROM products
        )`

/**
 * Rows of different visitors add up: each stretch of them has its own, and a question sums over all.
 * A visitor, a product and a day count once; a product missing in the catalogue is its SKU.
 */
export const productDaysSql = ({ into, from, where }: { into: string; from: string; where: string }) => `
  INSERT INTO ${into}
  WITH${SKUS_SQL}
  SELECT product, type, day, count() AS visitors
  FROM (
    SELECT visitor_id, coalesce(product_of, sku) AS product, type, day
    FROM (
      SELECT visitor_id, sku, type, day FROM ${from}
      WHERE ${where} AND type IN ('${PRODUCT_ACTS.views}', '${PRODUCT_ACTS.carts}') AND sku != ''
    ) AS seen LEFT ANY JOIN skus ON seen.sku = skus.known_sku
    GROUP BY visitor_id, product, type, day
  )
  GROUP BY product, type, day`
