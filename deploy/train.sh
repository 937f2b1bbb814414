#!/bin/sh
# Trains a gateway: a run that asks it a few operations records what it loads and how it is used, in gateway.aot beside its jar,
# the only one in the folder. A start with that file takes a fraction of the time.
#
#   mkdir FOLDER && cp target/catalog-gateway-*.jar FOLDER
#   deploy/train.sh FOLDER
#   cd FOLDER && java -XX:AOTCache=gateway.aot -jar catalog-gateway-*.jar
#
# The run has the settings of any other one, from the environment: it uses, and migrates, the database that they name, and listens on
# SERVER_PORT, 8080 by default. The file is good for the very java and the very jar that it was made with, and for flags that open no
# more of the JVM than the run's, which has none; a JVM that finds other ones says so and starts without it. Needs curl.
set -eu
cd "${1:?the folder of the jar}"
jar=$(ls -- *.jar)
address=http://127.0.0.1:${SERVER_PORT:-8080}
log=$(mktemp)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# Without the compiler of hot methods: a start hands to it all that a training run did, as soon as that is called a few times, and what
# users need waits behind it.
# Not at level 1: what is compiled there is left so for good, and answers take up to twice the time.
"$java" -XX:TieredStopAtLevel=2 -XX:AOTCacheOutput=gateway.aot -jar "$jar" >"$log" 2>&1 &
gateway=$!
trap 'kill $gateway 2>/dev/null || true; rm -f "$log"' EXIT

fail() {
  cat "$log" >&2
  echo "$1" >&2
  exit 1
}

waited=0
until curl -sf -o /dev/null "$address/actuator/health/readiness"; do
  kill -0 $gateway 2>/dev/null || fail "The gateway did not start."
  waited=$((waited + 1))
  [ $waited -lt 300 ] || fail "The gateway was not ready within five minutes."
  sleep 1
done

page='{ id name price description category { id name slug parent { name } } }'
ask() {
  curl -sS -H 'Content-Type: application/json' --data "{\"query\":\"$1\"}" "$address/graphql" | grep -q '^{"data"' ||
    fail "An operation failed: $1"
}
for n in $(seq 1 "${ROUNDS:-60}"); do
  ask "{ featuredProducts(first: 8) $page popularProducts(first: 8) $page }"
  ask "{ navigation { id name slug productCount subcategories { name slug products(first: $n) { nodes { name price } } } } }"
  ask "{ products(first: $n, filter: { search: \\\"lamp\\\" }) { totalCount nodes $page pageInfo { hasNextPage endCursor } } }"
  ask "{ categories(first: $n) { edges { cursor node { name ancestors { name } productCount(includeSubcategories: true) } } } }"
  ask "{ product(id: $n) $page }"
done

kill $gateway
wait $gateway || true
[ -s gateway.aot ] || fail "No gateway.aot was made."
"$java" -XX:AOTMode=on -XX:AOTCache=gateway.aot -cp "$jar" -version >"$log" 2>&1 || fail "The JVM takes no gateway.aot."
