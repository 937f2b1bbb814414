-- The database as the Rails application (Rails 7, PostgreSQL) leaves it, its own bookkeeping included.

CREATE TABLE ar_internal_metadata (
  key character varying PRIMARY KEY,
  value character varying,
  created_at timestamp(6) without time zone NOT NULL,
  updated_at timestamp(6) without time zone NOT NULL
);

CREATE TABLE schema_migrations (version character varying PRIMARY KEY);

CREATE TABLE cache_warming_jobs (
  id bigserial PRIMARY KEY,
  job_type character varying NOT NULL,
  status character varying DEFAULT 'pending',
  started_at timestamp(6) without time zone,
  completed_at timestamp(6) without time zone,
  error_message text,
  created_at timestamp(6) without time zone NOT NULL,
  updated_at timestamp(6) without time zone NOT NULL
);

CREATE TABLE categories (
  id bigserial PRIMARY KEY,
  name character varying NOT NULL,
  slug character varying NOT NULL,
  parent_id bigint,
  "position" integer DEFAULT 0,
  active boolean DEFAULT true,
  created_at timestamp(6) without time zone NOT NULL,
  updated_at timestamp(6) without time zone NOT NULL
);
CREATE INDEX index_categories_on_parent_id ON categories (parent_id);
CREATE UNIQUE INDEX index_categories_on_slug ON categories (slug);

CREATE TABLE products (
  id bigserial PRIMARY KEY,
  name character varying NOT NULL,
  description text,
  price numeric(10, 2) NOT NULL,
  category_id bigint NOT NULL,
  featured boolean DEFAULT false,
  active boolean DEFAULT true,
  created_at timestamp(6) without time zone NOT NULL,
  updated_at timestamp(6) without time zone NOT NULL
);
CREATE INDEX index_products_on_category_id ON products (category_id);
ALTER TABLE products ADD CONSTRAINT fk_rails_fb915499a4 FOREIGN KEY (category_id) REFERENCES categories (id);

INSERT INTO ar_internal_metadata VALUES
  ('environment', 'production', '2024-01-15 09:03:00', '2024-01-15 09:03:00'),
  ('schema_sha1', 'bfeb262a896eb47c2b83621cd5e2a266431e9abc', '2024-01-15 09:03:00', '2024-01-15 09:03:00');
INSERT INTO schema_migrations VALUES ('20240115090300'), ('20240115090100'), ('20240115090200');
