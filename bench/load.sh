#!/bin/sh
# Loads a running gateway with each operation of bench/operations in turn and prints what it answered.
#
#   bench/load.sh [URL] [SECONDS]     default http://127.0.0.1:8080/graphql, 10 seconds an operation
#
# Needs wrk and curl. The category page is that of the first active category with products; products are asked for by
# random ids. An operation is checked once before it is loaded: an answer with errors ends the run.
set -eu
cd "$(dirname "$0")"
url=${1:-http://127.0.0.1:8080/graphql}
seconds=${2:-10}
case $url in
  http://127.0.0.1:*|http://localhost:*) ;;
  *) echo "only a gateway on this machine is loaded, not $url" >&2; exit 2 ;;
esac

ask() { curl -sS -H 'Content-Type: application/json' --data "$1" "$url"; }
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }

SLUG=$(ask '{"query":"{ products(first: 1) { nodes { category { slug } } } }"}' | field slug)
ID_MAX=$(ask '{"query":"{ popularProducts(first: 1) { databaseId } }"}' | field databaseId)
[ -n "$SLUG" ] && [ -n "$ID_MAX" ] || { echo "no catalog answers at $url" >&2; exit 1; }
BODIES=$(mktemp)
trap 'rm -f "$BODIES"' EXIT
export BODIES ID_MAX

for name in homepage category-page navigation three-levels product; do
  sed "s/category-140/$SLUG/" "operations/$name.json" >"$BODIES"
  answer=$(ask "$(sed "s/__ID__/$ID_MAX/" "$BODIES")")
  case $answer in
    *'"errors"'*|'') echo "$name fails: $answer" >&2; exit 1 ;;
  esac
  printf '%-14s' "$name"
  wrk -t1 -c32 -d"${seconds}s" --timeout 10s -s load.lua "$url" | tail -n 1
done
