/** What went out to other systems: prices that were changed in the shop, and mails of which each may be sent once. */
export const name = 'shop-channel'
export const sql = `
CREATE TABLE shop_changes (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Of the decision behind it: asked for again with the same key, a price is not changed again.
  key             text NOT NULL,
  sku             text NOT NULL,
  -- 'catalogue': no shop is connected, the shop has to take the price over.
  channel         text NOT NULL CHECK (channel IN ('catalogue', 'shopify', 'woocommerce', 'shopware')),
  -- Null: the price before was not known.
  from_cents      bigint,
  to_cents        bigint NOT NULL,
  from_compare_at bigint,
  to_compare_at   bigint,
  currency        char(3) NOT NULL,
  changed_at      timestamptz NOT NULL,
  UNIQUE (key, sku)
);
CREATE INDEX shop_changes_changed_at ON shop_changes (changed_at);

-- Written before a mail goes out. Without sent_at nobody knows whether it did: it is not sent again by itself.
CREATE TABLE mails_sent (
  key        text PRIMARY KEY,
  message_id text NOT NULL,
  begun_at   timestamptz NOT NULL,
  sent_at    timestamptz
);
`
