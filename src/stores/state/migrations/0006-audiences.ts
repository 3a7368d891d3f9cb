/** Audiences: people by a saved definition, and how many they were each time somebody looked. */
export const name = 'audiences'
export const sql = `
CREATE TABLE audiences (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name       text NOT NULL UNIQUE,
  definition jsonb NOT NULL,
  -- Counts the definitions this audience has had, so that sizes of an earlier one are not taken for its own.
  revision   integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- Why the last evaluation failed; null: it did not.
  fault      text
);

CREATE TABLE audience_sizes (
  audience_id  bigint NOT NULL REFERENCES audiences ON DELETE CASCADE,
  evaluated_at timestamptz NOT NULL,
  revision     integer NOT NULL,
  -- Last shop day that was looked at.
  as_of        date NOT NULL,
  known        bigint NOT NULL,
  anonymous    bigint NOT NULL,
  PRIMARY KEY (audience_id, evaluated_at)
);
`
