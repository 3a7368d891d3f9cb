/** Prices: the guardrails people set, what competitors ask, what each night worked out, and what was changed by it. */
export const name = 'pricing'
export const sql = `
CREATE TABLE pricing_rules (
  version    integer PRIMARY KEY,
  -- src/features/pricing/schema.ts says what is in them and how they are checked.
  rules      jsonb NOT NULL,
  -- 'person:7'
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE competitor_prices (
  sku         text NOT NULL,
  competitor  text NOT NULL,
  day         date NOT NULL,
  -- With VAT, as buyers see it.
  price_cents bigint NOT NULL,
  PRIMARY KEY (sku, competitor, day)
);
CREATE INDEX competitor_prices_day ON competitor_prices (day);

CREATE TABLE price_plans (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- What is priced together: a product, variants of it at one price, or a family with one price.
  unit       text NOT NULL UNIQUE,
  as_of      date NOT NULL,
  outcome    text NOT NULL,
  -- Expected profit of four weeks, signed, as the list is ordered by it; 0 where no change is proposed.
  gain_cents bigint NOT NULL,
  search_text text NOT NULL,
  plan       jsonb NOT NULL
);
CREATE INDEX price_plans_gain ON price_plans (gain_cents DESC, id);
CREATE INDEX price_plans_outcome ON price_plans (outcome, gain_cents DESC, id);

CREATE TABLE price_decisions (
  -- Of the decision behind it, as in shop_changes.
  key        text PRIMARY KEY,
  unit       text NOT NULL,
  decision   jsonb NOT NULL,
  decided_at timestamptz NOT NULL,
  undone_at  timestamptz
);
CREATE INDEX price_decisions_unit ON price_decisions (unit, decided_at);
CREATE INDEX price_decisions_decided ON price_decisions (decided_at);
`
