/** Which demo shop is held, and whether it is whole: another one is not mixed into it, and one that was cut off goes on. */
export const name = 'demo'
export const sql = `
ALTER TABLE shop
  DROP COLUMN is_demo,
  ADD COLUMN demo_seed  bigint,
  ADD COLUMN demo_until date,
  ADD COLUMN demo_done  boolean NOT NULL DEFAULT false;
`
