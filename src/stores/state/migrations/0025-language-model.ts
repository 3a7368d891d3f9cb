/** The language model: what it cost, the prompts people wrote for it, how they are rolled out, and what came of trying them. */
export const name = 'language-model'
export const sql = `
CREATE TABLE model_spend (
  -- 'YYYY-MM' of the shop.
  month         text PRIMARY KEY,
  calls         integer NOT NULL DEFAULT 0,
  input_tokens  bigint NOT NULL DEFAULT 0,
  output_tokens bigint NOT NULL DEFAULT 0,
  -- Millionths of the currency the prices are in; what questions on their way may cost at most is part of it.
  cost_micros   bigint NOT NULL DEFAULT 0
);

CREATE TABLE prompt_versions (
  kind        text NOT NULL,
  lang        text NOT NULL CHECK (lang IN ('de', 'en')),
  -- From 1 on; 0 is the one in the code. A version is never changed: what was written with it names it.
  version     integer NOT NULL CHECK (version > 0),
  system      text NOT NULL,
  template    text NOT NULL,
  settings    jsonb NOT NULL,
  notes       text NOT NULL,
  -- As in the audit log: 'person:7'.
  owner       text NOT NULL,
  owner_name  text NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (kind, lang, version)
);

-- Which versions write; the last row of each holds. Rolling back is another row.
CREATE TABLE prompt_rollouts (
  kind          text NOT NULL,
  lang          text NOT NULL CHECK (lang IN ('de', 'en')),
  number        integer NOT NULL,
  main          integer NOT NULL,
  -- Tried beside it on a share of the drafts; null: none is.
  candidate     integer,
  share_percent integer NOT NULL CHECK (share_percent BETWEEN 0 AND 100),
  changed_by    text NOT NULL,
  changed_at    timestamptz NOT NULL,
  PRIMARY KEY (kind, lang, number)
);

CREATE TABLE prompt_cases (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL,
  lang       text NOT NULL CHECK (lang IN ('de', 'en')),
  product_id bigint NOT NULL,
  request    jsonb NOT NULL,
  -- A text people approved; null: there is none to compare with.
  approved   text,
  created_at timestamptz NOT NULL
);
CREATE INDEX prompt_cases_of ON prompt_cases (kind, lang, created_at);

CREATE TABLE prompt_runs (
  id         uuid PRIMARY KEY,
  kind       text NOT NULL,
  lang       text NOT NULL CHECK (lang IN ('de', 'en')),
  version    integer NOT NULL,
  status     text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed', 'stopped')),
  cases      integer NOT NULL,
  error      text,
  asked_by   text NOT NULL,
  asked_at   timestamptz NOT NULL,
  ended_at   timestamptz
);
CREATE INDEX prompt_runs_of ON prompt_runs (kind, lang, asked_at);
CREATE INDEX prompt_runs_open ON prompt_runs (asked_at) WHERE status IN ('waiting', 'running');

-- A case that has a result is not asked again when a run was cut off.
CREATE TABLE prompt_results (
  run_id  uuid NOT NULL REFERENCES prompt_runs ON DELETE CASCADE,
  case_id uuid NOT NULL REFERENCES prompt_cases ON DELETE CASCADE,
  result  jsonb NOT NULL,
  PRIMARY KEY (run_id, case_id)
);

-- What people made of the drafts of each version.
CREATE INDEX proposals_author ON proposals ((author->>'name'), decided_at) WHERE author->>'kind' = 'prompt';
`
