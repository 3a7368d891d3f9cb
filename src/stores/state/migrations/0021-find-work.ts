/** Finding proposals and tasks by what somebody typed. */
export const name = 'find work'
export const sql = `
CREATE INDEX proposals_text ON proposals USING gin (fold_text(search_text) gin_trgm_ops);
CREATE INDEX tasks_text ON tasks USING gin (fold_text(' ' || title || ' ' || notes) gin_trgm_ops);
`
