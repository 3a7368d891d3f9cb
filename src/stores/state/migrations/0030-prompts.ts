/** The prompt library: versions, which of them hold, cases to try them on, and the runs over these. */
export const name = 'prompts'
export const sql = `
-- Versions only grow; version 0 is the one in the code and stands in no row.
CREATE TABLE prompt_versions (
  kind       text NOT NULL,
  lang       text NOT NULL CHECK (lang IN ('de', 'en')),
  version    integer NOT NULL CHECK (version > 0),
  -- src/features/prompts/schema.ts says what is in it and how it is checked.
  content    jsonb NOT NULL,
  note       text NOT NULL,
  -- 'person:7'
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (kind, lang, version)
);
-- Which version holds, and which one is tried on a share of the drafts: the last row of each prompt.
CREATE TABLE prompt_standings (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL,
  lang       text NOT NULL CHECK (lang IN ('de', 'en')),
  current    integer NOT NULL CHECK (current >= 0),
  candidate  integer CHECK (candidate >= 0 AND candidate <> current),
  -- Percent of the drafts that the candidate writes.
  share      integer NOT NULL CHECK (share BETWEEN 0 AND 100),
  -- 'person:7'; null: nobody in particular.
  owner      text,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX prompt_standings_last ON prompt_standings (kind, lang, id);
CREATE TABLE prompt_cases (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL,
  lang       text NOT NULL CHECK (lang IN ('de', 'en')),
  title      text NOT NULL,
  products   bigint[] NOT NULL CHECK (cardinality(products) > 0),
  tone       text NOT NULL,
  length     text NOT NULL,
  address    text NOT NULL,
  -- A text that somebody approved for it; null: none.
  approved   text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  -- What was tried stays readable in the runs.
  removed_at timestamptz
);
CREATE INDEX prompt_cases_of ON prompt_cases (kind, lang, created_at) WHERE removed_at IS NULL;
CREATE TABLE prompt_runs (
  id       uuid PRIMARY KEY,
  kind     text NOT NULL,
  lang     text NOT NULL CHECK (lang IN ('de', 'en')),
  versions integer[] NOT NULL,
  status   text NOT NULL CHECK (status IN ('running', 'done', 'stopped')),
  -- Why it was stopped by itself, in both languages.
  error    jsonb,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX prompt_runs_of ON prompt_runs (kind, lang, asked_at);
CREATE TABLE prompt_run_items (
  run_id     uuid NOT NULL REFERENCES prompt_runs ON DELETE CASCADE,
  place      integer NOT NULL,
  case_id    uuid NOT NULL REFERENCES prompt_cases,
  product_id bigint NOT NULL,
  version    integer NOT NULL,
  status     text NOT NULL CHECK (status IN ('waiting', 'written', 'stood-in', 'too-little', 'gone', 'failed')),
  -- src/features/prompts/schema.ts; null while it waits.
  result     jsonb,
  PRIMARY KEY (run_id, place)
);
CREATE INDEX prompt_run_items_next ON prompt_run_items (run_id, place) WHERE status = 'waiting';
`
