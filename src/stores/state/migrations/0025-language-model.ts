/** What the language model has cost, by month. */
export const name = 'language-model'
export const sql = `
CREATE TABLE model_spend (
  -- 'YYYY-MM' of the shop.
  month         text PRIMARY KEY,
  calls         integer NOT NULL DEFAULT 0,
  input_tokens  bigint NOT NULL DEFAULT 0,
  output_tokens bigint NOT NULL DEFAULT 0,
  -- Millionths of the currency the prices are in; what questions on their way may cost at most is part of it.
  cost_micros   bigint NOT NULL DEFAULT 0
);
`
