#!/bin/sh
# Measures what readers of a gateway notice of its warming jobs: their latency while a PRODUCTS and a CATEGORIES job fill
# what there is to fill, and while none does, in turns.
#
#   bench/warming.sh [JAR] [ROUNDS] [SECONDS] [RATE]
#
# Default target/catalog-gateway-*.jar, 6 rounds of two phases of 15 seconds, 200 operations a second. The database is that
# of SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and must hold a catalog. Redis is the
# redis-server on the PATH, started on a free port for the run. Other settings are those of the environment: with
# CATALOG_WARMING_RATE=5000 jobs are faster. Needs a JDK 25 in JAVA_HOME, and a machine that does nothing else.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$(ls "$folder"/../target/catalog-gateway-*.jar | head -n 1)}
: "${SPRING_DATASOURCE_URL:?the database}"
: "${JAVA_HOME:?a JDK 25}"
command -v redis-server >/dev/null || { echo "Install redis-server first." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$JAVA_HOME/bin/java" "$folder/Warming.java" "$work" "$(realpath "$jar")" "${2:-6}" "${3:-15}" "${4:-200}"
