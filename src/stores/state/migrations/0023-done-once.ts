/** A write under an Idempotency-Key notes within its own transaction that it was done. */
export const name = 'done once'
export const sql = `
ALTER TABLE idempotency_keys ADD COLUMN done_at timestamptz;
`
