/** The night shifts, their steps with what each brought, the reports, and what was said about days to come. */
export const name = 'nights'
export const sql = `
CREATE TABLE nights (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  as_of       date NOT NULL,
  status      text NOT NULL CHECK (status IN ('running', 'done')),
  started_at  timestamptz NOT NULL,
  finished_at timestamptz
);
-- One night at a time: what was cut off is taken up again before another begins.
CREATE UNIQUE INDEX nights_one_running ON nights ((true)) WHERE status = 'running';
CREATE INDEX nights_as_of ON nights (as_of, id);

CREATE TABLE night_steps (
  night_id     bigint NOT NULL REFERENCES nights ON DELETE CASCADE,
  position     integer NOT NULL,
  name         text NOT NULL,
  status       text NOT NULL CHECK (status IN ('waiting', 'done', 'failed', 'skipped')),
  attempts     integer NOT NULL DEFAULT 0,
  seconds      double precision,
  row_count    bigint,
  error        text,
  contribution jsonb,
  PRIMARY KEY (night_id, name)
);

CREATE TABLE reports (
  night_id   bigint PRIMARY KEY REFERENCES nights ON DELETE CASCADE,
  as_of      date NOT NULL,
  created_at timestamptz NOT NULL,
  report     jsonb NOT NULL,
  mailed_at  timestamptz
);
CREATE INDEX reports_as_of ON reports (as_of, night_id);

-- The first word counts: a later night does not rewrite what was said.
CREATE TABLE claims (
  metric   text NOT NULL,
  day      date NOT NULL,
  said_on  date NOT NULL,
  night_id bigint NOT NULL REFERENCES nights ON DELETE CASCADE,
  claim    jsonb NOT NULL,
  PRIMARY KEY (metric, day, said_on)
);
`
