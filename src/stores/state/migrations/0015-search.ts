/** Finding and listing people, orders and products: folded texts with trigrams, and what lists are ordered by. */
export const name = 'search'
export const sql = `
-- Trusted since PostgreSQL 13: whoever owns the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- A text as it is compared: without capitals and accents, 'Mueller', 'Müller' and 'Muller' alike. Under a locale of plain bytes
-- lower() knows no accents, so both cases are named. The same as foldText in src/core/fold.ts.
CREATE FUNCTION fold_text(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT replace(replace(replace(replace(
    translate(lower(given), 'ÄÖÜäöüÀÁÂÃÅàáâãåÈÉÊËèéêëÌÍÎÏìíîïÒÓÔÕØòóôõøÙÚÛùúûÇçÑñŠšŽžÝýÿ',
      'aouaouaaaaaaaaaaeeeeeeeeiiiiiiiioooooooooouuuuuuccnnsszzyyy'),
    'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u')
$$;

-- What is typed is looked for in search_text: one blank before each part, so that its beginning can be told.
-- The others are computed, for lists: what orders add up to is as the state store has it, segments and sales as the log had them on
-- standings.as_of.
ALTER TABLE customers
  ADD COLUMN order_count   integer NOT NULL DEFAULT 0,
  ADD COLUMN spent_cents   bigint NOT NULL DEFAULT 0,
  ADD COLUMN last_order_at timestamptz,
  ADD COLUMN segment       text NOT NULL DEFAULT 'none',
  ADD COLUMN search_text   text NOT NULL GENERATED ALWAYS AS (fold_text(' ' || name || ' ' || email || ' ' || key || ' ' || city)) STORED;
ALTER TABLE products
  ADD COLUMN sold_30              bigint NOT NULL DEFAULT 0,
  ADD COLUMN revenue_30_cents     bigint NOT NULL DEFAULT 0,
  ADD COLUMN sold_90              bigint NOT NULL DEFAULT 0,
  ADD COLUMN revenue_90_cents     bigint NOT NULL DEFAULT 0,
  -- The 30 days before the last 30, to tell a trend.
  ADD COLUMN revenue_before_cents bigint NOT NULL DEFAULT 0,
  ADD COLUMN search_text          text NOT NULL GENERATED ALWAYS AS (fold_text(' ' || coalesce(title ->> 'de', '') || ' ' ||
    coalesce(title ->> 'en', '') || ' ' || brand || ' ' || category || ' ' || external_id)) STORED;
ALTER TABLE variants
  ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (fold_text(' ' || sku || ' ' || title)) STORED;
CREATE TABLE standings (
  -- 'customers', 'products'.
  name       text PRIMARY KEY,
  -- Which computation of the log's projections they were read from.
  projection text NOT NULL,
  as_of      date NOT NULL,
  counted_at timestamptz NOT NULL
);

CREATE INDEX customers_spent ON customers (spent_cents, key);
CREATE INDEX customers_last_order ON customers ((coalesce(last_order_at, '-infinity')), key);
CREATE INDEX customers_name ON customers (fold_text(name), key);
CREATE INDEX customers_country ON customers (country);
CREATE INDEX customers_segment ON customers (segment);
CREATE INDEX customers_text ON customers USING gin (search_text gin_trgm_ops);
CREATE INDEX orders_number ON orders (lower(external_id) text_pattern_ops);
CREATE INDEX orders_customer_placed ON orders (customer_key, placed_at);
CREATE INDEX products_revenue ON products (revenue_30_cents, id);
CREATE INDEX products_change ON products ((revenue_30_cents - revenue_before_cents), id);
CREATE INDEX products_title ON products (fold_text(coalesce(title ->> 'de', title ->> 'en', external_id)), id);
CREATE INDEX products_category ON products (category);
CREATE INDEX products_text ON products USING gin (search_text gin_trgm_ops);
CREATE INDEX variants_text ON variants USING gin (search_text gin_trgm_ops);
DROP INDEX orders_customer;
`
