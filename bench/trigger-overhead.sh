#!/bin/sh
# What the triggers of the change feed cost a writer: an update of many products with and without them, in turns.
#
#   PGHOST=… PGUSER=… PGDATABASE=… bench/trigger-overhead.sh [ROWS] [ROUNDS]     default 100000, 9
#
# The address is that of psql's environment variables. All happens in a schema of its own, catalog_bench, which is dropped
# before and after: Rails' tables and indexes alone, where an update costs least and the triggers show most.
set -eu
rows=${1:-100000}
rounds=${2:-9}
sql=$(cd "$(dirname "$0")/../src/main/resources/db" && pwd)
export PGOPTIONS="-c search_path=catalog_bench -c client_min_messages=warning"

run() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }
drop() { run -c 'DROP SCHEMA IF EXISTS catalog_bench CASCADE'; }
trap drop EXIT

drop
run -c 'CREATE SCHEMA catalog_bench'
run -1 -f "$sql/migration/V1__catalog.sql" -f "$sql/migration/V2__change_feed.sql" -f "$sql/triggers.sql"
run -v rows="$rows" <<'SQL'
INSERT INTO categories (name, slug, created_at, updated_at) SELECT 'Category ' || n, 'c' || n, now(), now() FROM generate_series(1, 1000) n;
INSERT INTO products (name, description, price, category_id, created_at, updated_at)
SELECT 'Product ' || n, repeat('some words of a description ', 10), 1 + n % 500, 1 + n % 1000, now(), now() FROM generate_series(1, :rows) n;
VACUUM ANALYZE products;
SQL

# Milliseconds of one update that changes every row, committed; the first of each kind warms up and is not counted.
update() {
  run -c "ALTER TABLE products $1 TRIGGER USER" -c 'VACUUM products' -c 'CHECKPOINT'
  run -c '\timing on' -c 'UPDATE products SET price = price + 1' | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p'
}
median() { tr ' ' '\n' | sed '/^$/d' | sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

with='' without=''
update DISABLE >/dev/null
update ENABLE >/dev/null
for _ in $(seq "$rounds"); do
  without="$without $(update DISABLE)"
  with="$with $(update ENABLE)"
done
without_median=$(echo "$without" | median)
with_median=$(echo "$with" | median)
echo "without triggers, ms:$without; median $without_median"
echo "with triggers, ms:   $with; median $with_median"
awk -v a="$with_median" -v b="$without_median" -v rows="$rows" 'BEGIN { printf "%d rows: %.2f times the cost\n", rows, a / b }'
