/** Who was erased (as digests alone), erasures that are under way, and how long what is kept. */
export const name = 'privacy'
export const sql = `
CREATE TABLE privacy_state (
  only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  -- Goes into every digest of erased_people; without it nobody can try keys out.
  salt         text NOT NULL,
  -- Up to here what came in was held against erased_people; null: never yet.
  looked_until timestamptz
);
INSERT INTO privacy_state (salt) SELECT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');

-- SHA-256 of salt and 'key:<customer key>', 'mail:<address>' or 'visitor:<anonymous id>'.
CREATE TABLE erased_people (
  digest    text PRIMARY KEY,
  erased_at timestamptz NOT NULL
);

CREATE TABLE erasures (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor      text NOT NULL,
  -- Request this one answers; null: asked for by hand, or came back.
  request_id bigint REFERENCES privacy_requests,
  begun_at   timestamptz NOT NULL,
  done_at    timestamptz,
  -- Whose it is, for going on after a crash; null as soon as it is done.
  subject    jsonb,
  steps_done text[] NOT NULL DEFAULT '{}',
  counts     jsonb NOT NULL DEFAULT '{}',
  CHECK ((done_at IS NULL) = (subject IS NOT NULL))
);
CREATE INDEX erasures_open ON erasures (id) WHERE done_at IS NULL;

-- Kinds without a row have the days of src/features/privacy/schema.ts.
CREATE TABLE retention (
  kind text PRIMARY KEY,
  -- Null: for ever.
  days integer CHECK (days > 0)
);
`
