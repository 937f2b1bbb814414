-- The triggers by which changes of the catalog are followed. The gateway creates those that are missing at each start,
-- where its role has the right TRIGGER on the table. Their functions come with the migration V2. The arguments name the
-- columns that decide where a row shows; their values are recorded with each change.
-- A statement ends where a line ends with a semicolon.

CREATE TRIGGER catalog_changes_insert AFTER INSERT ON categories REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_insert('slug', 'parent_id', 'position', 'name', 'active');

CREATE TRIGGER catalog_changes_update AFTER UPDATE ON categories REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_update('slug', 'parent_id', 'position', 'name', 'active');

CREATE TRIGGER catalog_changes_delete AFTER DELETE ON categories REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_delete('slug', 'parent_id', 'position', 'name', 'active');

CREATE TRIGGER catalog_changes_truncate AFTER TRUNCATE ON categories
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_truncate();

CREATE TRIGGER catalog_changes_insert AFTER INSERT ON products REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_insert('category_id', 'name', 'price', 'active', 'featured');

CREATE TRIGGER catalog_changes_update AFTER UPDATE ON products REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_update('category_id', 'name', 'price', 'active', 'featured');

CREATE TRIGGER catalog_changes_delete AFTER DELETE ON products REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_delete('category_id', 'name', 'price', 'active', 'featured');

CREATE TRIGGER catalog_changes_truncate AFTER TRUNCATE ON products
  FOR EACH STATEMENT EXECUTE FUNCTION catalog_record_truncate();
