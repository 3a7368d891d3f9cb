/** Forecasts of the next months of the calendar. */
export const name = 'forecast-months'
export const sql = `
-- src/features/demand/schema.ts says what is in it; empty until the next night.
ALTER TABLE demand_forecasts ADD COLUMN months jsonb NOT NULL DEFAULT '[]';
`
