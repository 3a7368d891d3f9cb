/** Answers to writes that came with an Idempotency-Key, for repeating them; and reports listed without reading them whole. */
export const name = 'http'
export const sql = `
CREATE TABLE idempotency_keys (
  -- Of who asked, what was asked for, and the key.
  id          uuid PRIMARY KEY,
  body_hash   text NOT NULL,
  -- Whoever works on it; another one once this one took too long to be alive.
  claim       uuid NOT NULL,
  claimed_at  timestamptz NOT NULL,
  -- Null: not answered yet.
  answered_at timestamptz,
  status      integer,
  headers     jsonb,
  body        text,
  CHECK ((answered_at IS NULL) = (status IS NULL))
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (claimed_at);

-- Null: not known, since another version wrote the report.
ALTER TABLE reports ADD COLUMN findings integer GENERATED ALWAYS AS (
  CASE jsonb_typeof(report -> 'findings') WHEN 'array' THEN jsonb_array_length(report -> 'findings') END
) STORED;
`
