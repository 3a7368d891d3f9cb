/** What was published outside the shop, pictures that go with it, and texts that are written for many products. */
export const name = 'publishing'
export const sql = `
CREATE TABLE published_pieces (
  -- Of the decision behind it: asked for again with the same key, nothing is published again.
  key           text PRIMARY KEY,
  place         text NOT NULL CHECK (place IN ('mastodon', 'bluesky', 'wordpress')),
  -- The intent is stored before the place is asked.
  begun_at      timestamptz NOT NULL,
  -- Null: nobody has heard yet what became of it.
  remote_id     text,
  url           text,
  published_at  timestamptz,
  taken_down_at timestamptz
);

CREATE TABLE piece_pictures (
  -- SHA-256 of its bytes.
  id         text PRIMARY KEY,
  type       text NOT NULL CHECK (type IN ('image/jpeg', 'image/png', 'image/gif', 'image/webp')),
  bytes      bytea NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE bulk_texts (
  id         uuid PRIMARY KEY,
  asked_by   text NOT NULL,
  -- What is written: kind, language, tone, length, address, seed.
  request    jsonb NOT NULL,
  -- How many are written first and looked at before the others.
  sample     integer NOT NULL,
  -- 'sample': the first ones are being written; 'review': they are on the desk; 'rest': the others are being written.
  status     text NOT NULL CHECK (status IN ('sample', 'review', 'rest', 'done', 'stopped')),
  error      text,
  asked_at   timestamptz NOT NULL,
  ended_at   timestamptz
);
CREATE INDEX bulk_texts_asked ON bulk_texts (asked_at);

CREATE TABLE bulk_text_items (
  bulk_id     uuid NOT NULL REFERENCES bulk_texts ON DELETE CASCADE,
  -- In the order they are written.
  place       integer NOT NULL,
  product_id  bigint NOT NULL,
  status      text NOT NULL CHECK (status IN ('waiting', 'proposed', 'already', 'refused', 'too-little', 'gone', 'failed')),
  proposal_id uuid,
  note        jsonb,
  PRIMARY KEY (bulk_id, place),
  UNIQUE (bulk_id, product_id)
);
CREATE INDEX bulk_text_items_waiting ON bulk_text_items (bulk_id, place) WHERE status = 'waiting';
`
