/** Descriptions of products that were changed in the shop. */
export const name = 'shop-texts'
export const sql = `
CREATE TABLE shop_texts (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Of the decision behind it: asked for again with the same key, a text is not set again.
  key         text NOT NULL,
  source      text NOT NULL,
  external_id text NOT NULL,
  skus        text[] NOT NULL,
  lang        text NOT NULL CHECK (lang IN ('de', 'en')),
  -- 'catalogue': no shop is connected, the shop has to take the text over.
  channel     text NOT NULL CHECK (channel IN ('catalogue', 'shopify', 'woocommerce', 'shopware')),
  -- Null: there was no text when it was approved.
  from_html   text,
  to_html     text NOT NULL,
  changed_at  timestamptz NOT NULL,
  UNIQUE (key, source, external_id)
);
CREATE INDEX shop_texts_changed_at ON shop_texts (changed_at);
-- Of each product and language the last one.
CREATE INDEX shop_texts_product ON shop_texts (source, external_id, lang, id);
`
