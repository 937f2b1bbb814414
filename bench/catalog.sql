-- A catalog of 12 roots, 10 categories below each and 5 below each of those, and 50,000 products on the lower two levels: every
-- value follows from the row's number, so each run measures the same. For an empty database that the gateway has migrated.

-- One of some words, by a number and what it is for.
CREATE FUNCTION pg_temp.word(row_number bigint, purpose text, words text[]) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT words[1 + (hashtextextended(purpose, row_number) & 1023) % array_length(words, 1)] $$;

-- A number from 0 to below a bound.
CREATE FUNCTION pg_temp.number(row_number bigint, purpose text, bound int) RETURNS int LANGUAGE sql IMMUTABLE AS
$$ SELECT ((hashtextextended(purpose, row_number) & 2147483647) % bound)::int $$;

INSERT INTO categories (id, name, slug, parent_id, position, active, created_at, updated_at)
SELECT n,
       initcap(word) || ' ' || n,
       'category-' || n,
       CASE WHEN n <= 12 THEN NULL WHEN n <= 132 THEN 1 + (n - 13) / 10 ELSE 13 + (n - 133) / 5 END,
       pg_temp.number(n, 'position', 6),
       n <= 12 OR pg_temp.number(n, 'active', 20) > 0,
       timestamp '2024-01-01' + n * interval '1 hour',
       timestamp '2025-01-01' + n * interval '1 hour'
FROM (SELECT n, pg_temp.word(n, 'category', ARRAY['kettles', 'tents', 'lamps', 'boots', 'ropes', 'bowls', 'stoves', 'knives', 'packs', 'chairs']) word
      FROM generate_series(1, 732) n) named;

INSERT INTO products (id, name, description, price, category_id, featured, active, created_at, updated_at)
SELECT n,
       pg_temp.word(n, 'first', ARRAY['Light', 'Sturdy', 'Folding', 'Quiet', 'Round', 'Tall', 'Warm', 'Plain', 'Double', 'Small']) || ' '
         || pg_temp.word(n, 'second', ARRAY['oak', 'steel', 'linen', 'copper', 'glass', 'wool', 'bamboo', 'clay', 'cork', 'leather']) || ' '
         || pg_temp.word(n, 'third', ARRAY['kettle', 'tent', 'lantern', 'boot', 'rope', 'bowl', 'stove', 'knife', 'pack', 'chair', 'blanket']) || ' no. ' || n,
       (SELECT left(string_agg(pg_temp.word(n, 'sentence' || k, ARRAY[
                  'Goes into a drawer when it is not in use.', 'Takes a knock without a mark.', 'Washed by hand, dried in the air.',
                  'The handle stays cool.', 'Packs down to the size of a book.', 'Repaired in our own workshop for ten years.',
                  'Made in small batches, so shades differ.', 'Comes with a spare part of each kind.']), ' ' ORDER BY k),
               80 + pg_temp.number(n, 'length', 200))
        FROM generate_series(1, 9) k),
       (199 + pg_temp.number(n, 'price', 79800)) / 100.0,
       13 + pg_temp.number(n, 'category', 720),
       pg_temp.number(n, 'featured', 50) = 0,
       pg_temp.number(n, 'active', 10) > 0,
       timestamp '2025-01-01' + pg_temp.number(n, 'created', 500000) * interval '1 minute' + n * interval '1 millisecond',
       timestamp '2026-01-01' + n * interval '1 minute'
FROM generate_series(1, 50000) n;

SELECT setval('categories_id_seq', 732), setval('products_id_seq', 50000);
