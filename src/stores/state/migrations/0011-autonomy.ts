/** How much each skill may do alone, with every setting it ever had, and the stop for all of them. */
export const name = 'autonomy'
export const sql = `
-- Rows are added, never changed: the one of the highest version holds. Skills without a row suggest.
CREATE TABLE autonomy_settings (
  skill      text NOT NULL,
  version    integer NOT NULL CHECK (version > 0),
  settings   jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (skill, version)
);
CREATE TRIGGER autonomy_settings_only_grow BEFORE UPDATE OR DELETE ON autonomy_settings
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Whatever acts holds this row FOR SHARE to the end of its transaction, so that after pressing nothing begins.
CREATE TABLE autonomy_stop (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  active   boolean NOT NULL DEFAULT false,
  since    timestamptz,
  by       text,
  reason   text,
  CHECK (active = (since IS NOT NULL))
);
INSERT INTO autonomy_stop DEFAULT VALUES;
`
