/** Why an attempt failed is said in both languages. */
export const name = 'said in both languages'
export const sql = `
ALTER TABLE proposal_actions ALTER COLUMN error TYPE jsonb
  USING CASE WHEN error IS NOT NULL THEN jsonb_build_object('de', error, 'en', error) END;
`
