/** Saved views: what somebody narrowed a page to, under a name. */
export const name = 'views'
export const sql = `
CREATE TABLE views (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- First part of the page's address: 'desk', 'customers'.
  page       text NOT NULL,
  title      text NOT NULL,
  -- What stands behind the '?' of the page's address.
  query      text NOT NULL,
  -- As in the audit log: 'person:7'.
  owner      text NOT NULL,
  is_shared  boolean NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (owner, page, title)
);
CREATE INDEX views_shared ON views (page) WHERE is_shared;
`
