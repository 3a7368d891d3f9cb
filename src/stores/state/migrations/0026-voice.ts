/** How the shop writes, as people set it: every version is kept. */
export const name = 'voice'
export const sql = `
CREATE TABLE voice_profiles (
  version    integer PRIMARY KEY,
  -- src/features/voice/schema.ts says what is in it and how it is checked.
  profile    jsonb NOT NULL,
  -- 'person:7'
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);
`
