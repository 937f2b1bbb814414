-- The log of the catalog's changes, and the functions of the triggers that write it. The triggers themselves are wanted
-- like indexes and stand in db/triggers.sql. Docs: docs/operations.md, "The change feed".

CREATE TABLE catalog_changes (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id xid8        NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  table_name     text        NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('INSERTED', 'UPDATED', 'DELETED', 'MANY')),
  row_id         bigint      CHECK ((row_id IS NULL) = (kind = 'MANY')),
  before         jsonb,
  after          jsonb,
  columns        text[]
);

CREATE INDEX catalog_changes_by_transaction ON catalog_changes (transaction_id);

COMMENT ON TABLE catalog_changes IS 'Changes of products and categories, written by triggers, read and pruned by the catalog gateway.';
COMMENT ON COLUMN catalog_changes.transaction_id IS 'The transaction that made the change; of a copied database''s former server until the gateway empties the log.';
COMMENT ON COLUMN catalog_changes.row_id IS 'The row''s key; null for MANY.';
COMMENT ON COLUMN catalog_changes.before IS 'The values that decide where the row showed; null where it was inserted.';
COMMENT ON COLUMN catalog_changes.after IS 'The values that decide where the row shows; null where it was deleted.';
COMMENT ON COLUMN catalog_changes.columns IS 'All columns that an update changed.';

-- Snapshots that were taken once in a while. The log is whole from the newest pruned one on: what that one sees is deleted.
CREATE TABLE catalog_change_horizons (
  history  text        NOT NULL,
  taken_at timestamptz NOT NULL,
  snapshot pg_snapshot NOT NULL,
  pruned   boolean     NOT NULL,
  PRIMARY KEY (history, taken_at)
);

COMMENT ON TABLE catalog_change_horizons IS 'How far the gateway has pruned, and may prune, the table catalog_changes.';
COMMENT ON COLUMN catalog_change_horizons.history IS 'The server, its line of history and the triggers that the snapshot belongs to.';

-- The functions run with their owner's rights, for writers that have none on the log. They look for no column but id by name, so
-- that none that is dropped or renamed makes a writer fail; a trigger's arguments name the five columns that decide. Each
-- statement of a function is planned once a session, for as few rows as it first met: a full join is no nested loop whatever
-- was met. OFFSET 0 keeps a row from being made into JSON once for each time it is named.
DO $do$
DECLARE
  log text := format('%I.catalog_changes', current_schema());
  head text := 'CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS ';
  many text := format('INSERT INTO %s (table_name, kind) VALUES (TG_TABLE_NAME, ''MANY'');', log);
  tell text := 'PERFORM pg_notify(''catalog_changes'', '''');';
  deciding text := (SELECT 'jsonb_build_object(' || string_agg(format('TG_ARGV[%1$s], %%1$s -> TG_ARGV[%1$s]', n), ', ') || ')'
                      FROM generate_series(0, 4) AS n);
BEGIN
  EXECUTE format(head, 'catalog_record_insert') || quote_literal(format($sql$
DECLARE
  touched bigint := (SELECT count(*) FROM (SELECT FROM new_rows LIMIT 1001) AS r);
BEGIN
  IF touched > 1000 THEN
    %2$s
  ELSIF touched > 0 THEN
    INSERT INTO %1$s (table_name, kind, row_id, after)
    SELECT TG_TABLE_NAME, 'INSERTED', n.id, %4$s
      FROM (SELECT r.id, to_jsonb(r) AS new FROM new_rows AS r OFFSET 0) AS n;
  ELSE
    RETURN NULL;
  END IF;
  %3$s
  RETURN NULL;
END$sql$, log, many, tell, format(deciding, 'n.new')));

  EXECUTE format(head, 'catalog_record_delete') || quote_literal(format($sql$
DECLARE
  touched bigint := (SELECT count(*) FROM (SELECT FROM old_rows LIMIT 1001) AS r);
BEGIN
  IF touched > 1000 THEN
    %2$s
  ELSIF touched > 0 THEN
    INSERT INTO %1$s (table_name, kind, row_id, before)
    SELECT TG_TABLE_NAME, 'DELETED', o.id, %4$s
      FROM (SELECT r.id, to_jsonb(r) AS old FROM old_rows AS r OFFSET 0) AS o;
  ELSE
    RETURN NULL;
  END IF;
  %3$s
  RETURN NULL;
END$sql$, log, many, tell, format(deciding, 'o.old')));

  EXECUTE format(head, 'catalog_record_update') || quote_literal(format($sql$
DECLARE
  touched bigint := (SELECT count(*) FROM (SELECT FROM new_rows LIMIT 1001) AS r);
BEGIN
  IF touched > 1000 THEN
    %2$s
  ELSE
    INSERT INTO %1$s (table_name, kind, row_id, before, after, columns)
    SELECT TG_TABLE_NAME,
           CASE WHEN o.id IS NULL THEN 'INSERTED' WHEN n.id IS NULL THEN 'DELETED' ELSE 'UPDATED' END,
           coalesce(n.id, o.id), CASE WHEN o.id IS NOT NULL THEN %4$s END, CASE WHEN n.id IS NOT NULL THEN %5$s END, changed.columns
      FROM (SELECT r.id, to_jsonb(r) AS old FROM old_rows AS r OFFSET 0) AS o
      FULL JOIN (SELECT r.id, to_jsonb(r) AS new FROM new_rows AS r OFFSET 0) AS n ON n.id = o.id
      LEFT JOIN LATERAL (SELECT array_agg(v.key) AS columns FROM jsonb_each(n.new) AS v WHERE v.value IS DISTINCT FROM o.old -> v.key)
        AS changed ON o.id = n.id
     WHERE o.old IS DISTINCT FROM n.new;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
  %3$s
  RETURN NULL;
END$sql$, log, many, tell, format(deciding, 'o.old'), format(deciding, 'n.new')));

  EXECUTE format(head, 'catalog_record_truncate') || quote_literal(format($sql$
BEGIN
  %1$s
  %2$s
  RETURN NULL;
END$sql$, many, tell));
END
$do$;

-- Whoever may run them could put them on a table of his own.
REVOKE EXECUTE ON FUNCTION catalog_record_insert(), catalog_record_update(), catalog_record_delete(), catalog_record_truncate() FROM PUBLIC;
