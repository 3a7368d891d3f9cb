/** Who may send events, what is known of a person who said who they are, and the audit log. */
export const name = 'collect'
export const sql = `
-- A source of live events. Its name is the namespace of its ids: customers and orders of the same name are the same ones.
CREATE TABLE sources (
  name       text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  write_key  text NOT NULL UNIQUE,
  -- Origins of the shop's pages ('https://shop.example'); browsers elsewhere are refused.
  origins    text[] NOT NULL,
  created_at timestamptz NOT NULL,
  closed_at  timestamptz
);

-- What a source said about a person at identify. Kept here and not in the log, so that it can be corrected and erased.
CREATE TABLE profiles (
  customer_key text PRIMARY KEY,
  traits       jsonb NOT NULL,
  -- The instant at which the traits were said; older ones that come late change nothing.
  said_at      timestamptz NOT NULL
);

-- The secret of a day, from which visitors who refused get an id that holds for that day. Only the present day's row is kept:
-- once it is gone nobody can tell who was behind such an id.
CREATE TABLE day_salts (
  day  date PRIMARY KEY,
  salt text NOT NULL
);

-- What was done, by whom, and to what. Each entry's hash covers the one before it.
CREATE TABLE audit_log (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at            timestamptz NOT NULL,
  actor         text NOT NULL,
  action        text NOT NULL,
  subject       text NOT NULL,
  details       jsonb NOT NULL,
  previous_hash text NOT NULL,
  hash          text NOT NULL UNIQUE
);
CREATE TRIGGER audit_log_only_grows BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
`
