-- The tables of the catalog, exactly as its Rails application makes them, so that the application can be pointed at
-- this database too. A table that is there already is the application's own and stays as it is: neither touched nor
-- locked, for which reason no CREATE ... IF NOT EXISTS is used (it wants the same rights and locks as a real one).

-- The application may be at work on its tables: whoever waits for a lock holds up all who come after.
SET LOCAL lock_timeout = '2s';

DO $$
BEGIN
  IF to_regclass('categories') IS NULL THEN
    CREATE TABLE categories (
      id          bigserial                      NOT NULL,
      name        character varying              NOT NULL,
      slug        character varying              NOT NULL,
      parent_id   bigint,
      "position"  integer                        DEFAULT 0,
      active      boolean                        DEFAULT true,
      created_at  timestamp(6) without time zone NOT NULL,
      updated_at  timestamp(6) without time zone NOT NULL,
      CONSTRAINT categories_pkey PRIMARY KEY (id)
    );
    CREATE INDEX index_categories_on_parent_id ON categories (parent_id);
    CREATE UNIQUE INDEX index_categories_on_slug ON categories (slug);
  END IF;

  IF to_regclass('products') IS NULL THEN
    CREATE TABLE products (
      id          bigserial                      NOT NULL,
      name        character varying              NOT NULL,
      description text,
      price       numeric(10, 2)                 NOT NULL,
      category_id bigint                         NOT NULL,
      featured    boolean                        DEFAULT false,
      active      boolean                        DEFAULT true,
      created_at  timestamp(6) without time zone NOT NULL,
      updated_at  timestamp(6) without time zone NOT NULL,
      CONSTRAINT products_pkey PRIMARY KEY (id),
      CONSTRAINT fk_rails_fb915499a4 FOREIGN KEY (category_id) REFERENCES categories (id)
    );
    CREATE INDEX index_products_on_category_id ON products (category_id);
  END IF;

  IF to_regclass('cache_warming_jobs') IS NULL THEN
    CREATE TABLE cache_warming_jobs (
      id            bigserial                      NOT NULL,
      job_type      character varying              NOT NULL,
      status        character varying              DEFAULT 'pending',
      started_at    timestamp(6) without time zone,
      completed_at  timestamp(6) without time zone,
      error_message text,
      created_at    timestamp(6) without time zone NOT NULL,
      updated_at    timestamp(6) without time zone NOT NULL,
      CONSTRAINT cache_warming_jobs_pkey PRIMARY KEY (id)
    );
  END IF;
END
$$;
