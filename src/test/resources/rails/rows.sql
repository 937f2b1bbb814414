-- Rows as an application leaves them over the years: flags and positions that are null, a parent that is gone, parents in
-- a ring, a job of a type and a status that no version knows, texts of every kind.

INSERT INTO categories (id, name, slug, parent_id, "position", active, created_at, updated_at) VALUES
  (1, 'Lighting', 'lighting', NULL, 1, true, '2024-01-15 09:03:00.000001', '2024-01-15 09:03:00.000001'),
  (2, 'Desk lamps', 'desk-lamps', 1, NULL, NULL, '1969-12-31 23:59:59.999999', '2024-03-31 01:30:00'),
  (3, 'Dangling', 'dangling', 4711, 0, true, '2024-01-15 09:03:00', '2024-01-15 09:03:00'),
  (4, 'Own parent', 'own-parent', 4, 0, false, '2024-01-15 09:03:00', '2024-01-15 09:03:00'),
  (5, 'Ring A', 'ring-a', 6, 2147483647, true, '2024-01-15 09:03:00', '2024-01-15 09:03:00'),
  (6, 'Ring B', '%_*', 5, -2147483648, true, '2024-01-15 09:03:00', '2024-01-15 09:03:00');
SELECT setval('categories_id_seq', 6);

INSERT INTO products (id, name, description, price, category_id, featured, active, created_at, updated_at) VALUES
  (1, 'Brass lamp', 'Fits every table', 10.50, 2, true, true, '2024-01-15 09:03:00.000001', '2024-01-15 09:03:00'),
  (2, '', '', 0.00, 1, NULL, NULL, '0001-01-01 00:00:00', '2024-03-31 02:30:00'),
  (3, 'Größe ''XL'' \ : 東京 🔥', NULL, 99999999.99, 4, false, false, '294276-12-31 23:59:59.999999', 'infinity'),
  (4, repeat('long ', 20000), repeat(E'\t\n\\''":&|!<->()*', 20000), -1.00, 5, false, true, '-infinity', '2024-01-15 09:03:00'),
  (5, repeat('x', 5000), repeat('y', 5000000), 1.00, 5, false, true, '2024-01-15 09:03:00', '2024-01-15 09:03:00'),
  (6, repeat('ﷺ', 5000), repeat('ﷺ', 100000), 1.00, 5, false, true, '2024-01-15 09:03:00', '2024-01-15 09:03:00');
INSERT INTO products (id, name, description, price, category_id, created_at, updated_at)
  SELECT 7, 'Dictionary', string_agg(md5(n::text) || md5(n::text || 'x'), ' '), 1.00, 5, '2024-01-15 09:03:00', '2024-01-15 09:03:00'
  FROM generate_series(1, 80000) AS n;
INSERT INTO products (id, name, description, price, category_id, created_at, updated_at)
  SELECT 8, 'Alphabet', string_agg(chr(n), ' '), 1.00, 5, '2024-01-15 09:03:00', '2024-01-15 09:03:00'
  FROM generate_series(1, 1114111) AS n WHERE n NOT BETWEEN 55296 AND 57343;
SELECT setval('products_id_seq', 8);

INSERT INTO cache_warming_jobs (job_type, status, started_at, completed_at, error_message, created_at, updated_at) VALUES
  ('products', 'completed', '2024-01-15 09:03:09.75', '2024-01-15 09:03:00', NULL, '2024-01-15 09:03:00', '2024-01-15 09:03:00'),
  ('bogus', NULL, NULL, NULL, '', '2024-01-15 09:03:00', '2024-01-15 09:03:00'),
  ('navigation', 'bogus', NULL, NULL, E'first line\nsecond line', '2024-01-15 09:03:00', '2024-01-15 09:03:00');
