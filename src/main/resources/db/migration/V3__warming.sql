-- What a warming job needs beside its row in cache_warming_jobs, which stays as the Rails application made it.
-- Docs: docs/operations.md, "Warming jobs".

-- A job that the gateway runs or has run. No foreign key: it would lay triggers on the application's table.
CREATE TABLE catalog_warming_runs (
  job_id     bigint  NOT NULL,
  job_type   text    NOT NULL,
  active     boolean NOT NULL DEFAULT true,
  total      integer CHECK (total >= 0),
  completed  integer NOT NULL DEFAULT 0 CHECK (completed >= 0 AND completed <= total),
  parts_left integer CHECK (parts_left >= 0),
  PRIMARY KEY (job_id)
);

CREATE UNIQUE INDEX catalog_warming_runs_one_active ON catalog_warming_runs (job_type) WHERE active;

COMMENT ON TABLE catalog_warming_runs IS 'Warming jobs that the catalog gateway runs or has run.';
COMMENT ON COLUMN catalog_warming_runs.active IS 'Whether the job is pending or running; there is one such job a type at most.';
COMMENT ON COLUMN catalog_warming_runs.total IS 'How many keys the job fills; null until it has started.';
COMMENT ON COLUMN catalog_warming_runs.completed IS 'How many of them are filled.';
COMMENT ON COLUMN catalog_warming_runs.parts_left IS 'How many parts are not done; null until it has started.';

-- What one node works on at a time. Rows go with the end of their job.
CREATE TABLE catalog_warming_parts (
  job_id    bigint  NOT NULL,
  number    integer NOT NULL,
  region    text    NOT NULL,
  subjects  text[]  NOT NULL,
  completed integer NOT NULL DEFAULT 0,
  epoch     integer NOT NULL DEFAULT 0,
  done      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (job_id, number),
  CHECK (completed >= 0 AND completed <= cardinality(subjects))
);

COMMENT ON TABLE catalog_warming_parts IS 'Parts of the warming jobs that run now.';
COMMENT ON COLUMN catalog_warming_parts.subjects IS 'What the keys are of, such as ids or slugs, in the order of the work.';
COMMENT ON COLUMN catalog_warming_parts.epoch IS 'Counts who took the part up; what an earlier one still writes is refused.';

-- The executions of db-scheduler, its own form.
CREATE TABLE catalog_warming_tasks (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX catalog_warming_tasks_by_time ON catalog_warming_tasks (execution_time);
CREATE INDEX catalog_warming_tasks_by_heartbeat ON catalog_warming_tasks (last_heartbeat);
CREATE INDEX catalog_warming_tasks_by_priority ON catalog_warming_tasks (priority DESC, execution_time);

COMMENT ON TABLE catalog_warming_tasks IS 'What the nodes of the catalog gateway are to do, and which of them does it.';
