#!/bin/sh
# Measures a gateway beside a bare Tomcat that sends the same bytes (the ceiling), by the processor time of all that takes part:
# whole answers kept, the same by GET for clients who have them, the engine alone, and everything cold. Prints the table of
# docs/performance.md.
#
#   bench/speed.sh [JAR] [SECONDS] [WARM] [OPERATIONS]
#
# Default target/catalog-gateway-*.jar, 5 seconds an operation after a warm-up of 8, and the bodies in bench/operations. The database
# is that of SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and must hold a catalog. Redis is
# the redis-server on the PATH, started on a free port for the run. Needs wrk, a JDK 25 in JAVA_HOME, Linux, and a machine that does
# nothing else. CONNECTIONS=2 asks with two connections instead of 32.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$(ls "$folder"/../target/catalog-gateway-*.jar | head -n 1)}
: "${SPRING_DATASOURCE_URL:?the database}"
: "${JAVA_HOME:?a JDK 25}"
for needed in redis-server wrk; do
  command -v $needed >/dev/null || { echo "Install $needed first." >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$work/gateway" >/dev/null
"$JAVA_HOME/bin/java" -cp "$work/gateway/lib/*" "$folder/Speed.java" "$work" "$work/gateway/$(basename "$jar")" "$folder" \
  "${2:-5}" "${3:-8}" "${4:-$folder/operations}"
