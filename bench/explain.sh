#!/bin/sh
# Writes docs/sql.md: each statement of the read path with the plan that PostgreSQL chose for it, over a catalog as it is.
#
#   bench/explain.sh SERVER_LOG [JAR]      default target/catalog-gateway-*.jar
#
# The database is that of SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD. It must hold a catalog, the
# user must be a superuser, and SERVER_LOG be the file that the server logs to: the gateway's own connections have auto_explain on.
# Redis is the redis-server on the PATH, started on a free port for the run. Needs a JDK 25 in JAVA_HOME.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
log=${1:?the file that the server logs to}
jar=${2:-$(ls "$folder"/../target/catalog-gateway-*.jar | head -n 1)}
: "${SPRING_DATASOURCE_URL:?the database}"
: "${JAVA_HOME:?a JDK 25}"
command -v redis-server >/dev/null || { echo "Install redis-server first." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$JAVA_HOME/bin/java" -cp "$jar" "$folder/Explain.java" "$work" "$(realpath "$jar")" "$log" \
  >"$work/sql.md"
mv "$work/sql.md" "$folder/../docs/sql.md"
