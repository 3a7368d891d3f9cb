/** What people set in the workbench; the environment, the file and the command line come before it. */
export const name = 'settings'
export const sql = `
CREATE TABLE settings (
  only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  version    integer NOT NULL DEFAULT 1,
  -- By name; src/features/settings/schema.ts says which and how they are checked.
  said       jsonb NOT NULL DEFAULT '{}',
  changed_at timestamptz
);
INSERT INTO settings DEFAULT VALUES;
`
