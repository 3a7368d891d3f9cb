/** The desk: proposals with their history, the queue of what was decided, and runs of skills on request. */
export const name = 'desk'
export const sql = `
CREATE TABLE proposals (
  id            uuid PRIMARY KEY,
  -- In the order they were made; tells apart what is equal in a list.
  number        bigint GENERATED ALWAYS AS IDENTITY,
  skill         text NOT NULL,
  subject_kind  text NOT NULL,
  subject_key   text NOT NULL,
  subject_label jsonb NOT NULL,
  title         jsonb NOT NULL,
  reason        jsonb NOT NULL,
  draft         jsonb NOT NULL,
  effect        jsonb,
  -- Signed, for at most four weeks, so that amounts of different periods can be put in one order.
  effect_cents  bigint,
  effect_rank   bigint NOT NULL,
  evidence      jsonb NOT NULL,
  author        jsonb NOT NULL,
  checks        jsonb NOT NULL,
  -- Level of the worst check finding: 0 none, 1 note, 2 warning, 3 error.
  worst         smallint NOT NULL,
  -- SHA-256 of skill, subject and draft; an approval binds to it.
  content_hash  text NOT NULL,
  -- The same as the skill made it, before anybody changed it.
  proposed_hash text NOT NULL,
  -- Night or run it comes from: cut off and run again, it does not propose twice. Null: made by a person.
  origin        text,
  state         text NOT NULL CHECK (state IN
    ('open', 'approved', 'edited', 'rejected', 'expired', 'withdrawn', 'applied', 'failed', 'undone')),
  version       integer NOT NULL DEFAULT 1,
  -- Actors as in the audit log: 'person:7', 'autonomy', 'system'.
  assignee      text,
  first_approver text,
  -- A later draft for the same subject that waits because a person is at work on this one.
  newer         jsonb,
  search_text   text NOT NULL,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz,
  acts_at       timestamptz,
  decided_at    timestamptz,
  decided_by    text,
  reject_reason text,
  -- When it came to the state it is in, where that is an end or a pause: rejected, applied, undone, ...
  ended_at      timestamptz,
  receipt       jsonb,
  failure       jsonb
);
CREATE UNIQUE INDEX proposals_one_open ON proposals (skill, subject_kind, subject_key) WHERE state = 'open';
CREATE INDEX proposals_subject ON proposals (skill, subject_kind, subject_key, number);
CREATE INDEX proposals_by_effect ON proposals (state, effect_rank DESC, number);
CREATE INDEX proposals_by_age ON proposals (state, created_at, number);
CREATE INDEX proposals_open_sums ON proposals (skill) INCLUDE (effect_cents, created_at, assignee) WHERE state = 'open';
CREATE INDEX proposals_acts_at ON proposals (acts_at) WHERE state = 'open' AND acts_at IS NOT NULL;
CREATE INDEX proposals_expires_at ON proposals (expires_at) WHERE state = 'open' AND expires_at IS NOT NULL;
CREATE INDEX proposals_decided ON proposals (skill, decided_at) WHERE decided_at IS NOT NULL;

CREATE TABLE proposal_history (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal_id uuid NOT NULL REFERENCES proposals ON DELETE CASCADE,
  at          timestamptz NOT NULL,
  actor       text NOT NULL,
  action      text NOT NULL,
  note        text,
  changes     jsonb NOT NULL DEFAULT '[]'
);
CREATE INDEX proposal_history_of ON proposal_history (proposal_id, id);

-- What was decided and is to be done: written with the decision, so that neither is there without the other.
CREATE TABLE proposal_actions (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal_id uuid NOT NULL REFERENCES proposals ON DELETE CASCADE,
  kind        text NOT NULL CHECK (kind IN ('apply', 'undo')),
  skill       text NOT NULL,
  decided_by  text NOT NULL,
  -- 'acting': the intent is stored and the other side may have been reached.
  status      text NOT NULL CHECK (status IN ('waiting', 'acting', 'done', 'failed', 'cancelled')),
  -- An earlier decision's attempt may have come through: ask before doing it again.
  doubtful    boolean NOT NULL DEFAULT false,
  due_at      timestamptz NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  -- Set where no person decided: the shop day whose budget it counts against, and its money.
  rule_day    date,
  rule_cents  bigint,
  created_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  error       text
);
CREATE INDEX proposal_actions_due ON proposal_actions (due_at) WHERE status IN ('waiting', 'acting');
CREATE UNIQUE INDEX proposal_actions_one_live ON proposal_actions (proposal_id) WHERE status IN ('waiting', 'acting');
CREATE INDEX proposal_actions_budget ON proposal_actions (skill, rule_day) WHERE rule_day IS NOT NULL;

-- For who and what in the audit log, the newest first.
CREATE INDEX audit_log_actor ON audit_log (actor, id);
CREATE INDEX audit_log_action ON audit_log (action, id);
CREATE INDEX audit_log_subject ON audit_log (subject, id);

-- Proposals that a skill's step of the night made; null: the step is no skill's.
ALTER TABLE night_steps ADD COLUMN proposals integer;

CREATE TABLE skill_runs (
  id           uuid PRIMARY KEY,
  skill        text NOT NULL,
  asked_by     text NOT NULL,
  status       text NOT NULL CHECK (status IN ('waiting', 'running', 'done', 'failed')),
  -- Drafts looked at so far, and how many of them became proposals.
  drafts       integer NOT NULL DEFAULT 0,
  proposed     integer NOT NULL DEFAULT 0,
  error        text,
  asked_at     timestamptz NOT NULL,
  started_at   timestamptz,
  ended_at     timestamptz
);
CREATE UNIQUE INDEX skill_runs_one_live ON skill_runs (skill) WHERE status IN ('waiting', 'running');
CREATE INDEX skill_runs_asked ON skill_runs (asked_at);
`
