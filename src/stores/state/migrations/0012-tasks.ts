/** What people have to do: by hand, from a finding, or drafted overnight. */
export const name = 'tasks'
export const sql = `
CREATE TABLE tasks (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  title       text NOT NULL,
  notes       text NOT NULL,
  -- The role it concerns; whoever has it sees the task among their own until somebody takes it.
  role        text NOT NULL,
  -- 'person:7', as in the audit log; null: nobody has taken it.
  assignee    text,
  due_day     date,
  state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
  -- The finding it came from, and the day of its report.
  finding_id  text,
  report_day  date,
  -- The proposal that made it: applied twice, it makes one task.
  proposal_id uuid UNIQUE,
  -- As in the audit log: 'person:7', 'system'.
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL,
  done_by     text,
  done_at     timestamptz,
  version     integer NOT NULL DEFAULT 1,
  CHECK ((finding_id IS NULL) = (report_day IS NULL)),
  CHECK ((state = 'done') = (done_at IS NOT NULL))
);
CREATE INDEX tasks_open ON tasks (due_day) WHERE state = 'open';
CREATE INDEX tasks_finding ON tasks (finding_id) WHERE state = 'open';

CREATE TABLE task_comments (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id    uuid NOT NULL REFERENCES tasks ON DELETE CASCADE,
  author     text NOT NULL,
  written_at timestamptz NOT NULL,
  body       text NOT NULL
);
CREATE INDEX task_comments_task ON task_comments (task_id, id);
`
