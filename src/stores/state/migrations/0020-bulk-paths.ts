/** What held up bulk imports: a check of each order line for its order, and compressing facts that leave within a second. */
export const name = 'bulk paths'
export const sql = `
-- Lines are written with their order in one transaction, and no order is ever deleted alone. Checked one by one, half a million
-- lines took the server three times as long as storing them. See docs/decisions/bulk-paths.md.
ALTER TABLE order_lines DROP CONSTRAINT order_lines_order_id_fkey;
ALTER TABLE outbox ALTER COLUMN event SET STORAGE EXTERNAL;
`
