/** What shops sent by webhook: which deliveries are taken, how far each object is, what waits for its order, and whose data is asked for. */
export const name = 'webhooks'
export const sql = `
-- One row for each name a delivery is known by; written in the transaction that stores what it brought.
CREATE TABLE webhook_deliveries (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source      text NOT NULL,
  key         text NOT NULL,
  topic       text NOT NULL,
  received_at timestamptz NOT NULL,
  UNIQUE (source, key)
);
CREATE INDEX webhook_deliveries_received_at ON webhook_deliveries (received_at);

-- Orders, products and customers by the number the shop calls them, and the state that was stored last.
CREATE TABLE webhook_objects (
  source      text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('order', 'product', 'customer')),
  foreign_id  text NOT NULL,
  -- Our key of it without the source; empty: never heard of before it was deleted.
  external_id text NOT NULL,
  updated_at  timestamptz NOT NULL,
  -- When it was sent; tells apart what has the same second.
  sent_at     timestamptz NOT NULL,
  gone        boolean NOT NULL DEFAULT false,
  PRIMARY KEY (source, kind, foreign_id)
);

-- Refunds as they were first heard of; one may come before its order.
CREATE TABLE webhook_refunds (
  source       text NOT NULL,
  order_id     text NOT NULL,
  external_id  text NOT NULL,
  refunded_at  timestamptz NOT NULL,
  amount_cents bigint NOT NULL,
  PRIMARY KEY (source, order_id, external_id)
);

-- Stock by place. 'complete': the places heard of once added up to what the product said, so that all are known.
CREATE TABLE webhook_stock_items (
  source     text NOT NULL,
  item_id    text NOT NULL,
  product_id text NOT NULL,
  sku        text NOT NULL,
  stock      bigint,
  complete   boolean NOT NULL DEFAULT false,
  PRIMARY KEY (source, item_id)
);
CREATE TABLE webhook_stock_levels (
  source      text NOT NULL,
  item_id     text NOT NULL,
  location_id text NOT NULL,
  available   bigint NOT NULL,
  updated_at  timestamptz NOT NULL,
  PRIMARY KEY (source, item_id, location_id)
);

-- Somebody asks for their data, or that it goes.
CREATE TABLE privacy_requests (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source       text NOT NULL,
  -- As in the table of customers; empty where all of a source is meant.
  customer_key text NOT NULL,
  -- Further keys of the same person: by number where the first is by mail address.
  other_keys   text[] NOT NULL,
  order_keys   text[] NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('export', 'erase', 'erase-shop')),
  received_at  timestamptz NOT NULL,
  done_at      timestamptz
);
CREATE INDEX privacy_requests_open ON privacy_requests (id) WHERE done_at IS NULL;

-- Shopware installations that registered the app. Secrets are sealed: AES-256-GCM, the key is not in this database.
CREATE TABLE shopware_shops (
  shop_id         text PRIMARY KEY,
  source          text NOT NULL,
  url             text NOT NULL,
  secret          text,
  api_key         text,
  api_secret      text,
  -- Holds for a moment after a rotation, for requests that were under way.
  previous_secret text,
  rotated_at      timestamptz,
  -- Takes the place of url and secret when the shop confirms.
  pending_url     text,
  pending_secret  text,
  confirmed_at    timestamptz,
  removed_at      timestamptz
);

-- What a Shopware shop said has changed without saying how.
CREATE TABLE shopware_changes (
  source     text NOT NULL,
  entity     text NOT NULL,
  foreign_id text NOT NULL,
  operation  text NOT NULL,
  fields     text[] NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (source, entity, foreign_id)
);
`
