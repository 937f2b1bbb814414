#!/bin/sh
# Measures what docs/caching.md promises, on three gateways of one database and one Redis: how soon a write from outside
# is seen, how often a cold entry is loaded under a stampede, and what readers notice of a Redis that dies and comes back.
#
#   bench/caches.sh [JAR [PART...]]     default target/catalog-gateway-*.jar, and all parts:
#                                       freshness stampede stampede-with-token outage
#
# A stampede that is the first part is one on nodes just started. Readers without a token share whole answers too.
#
# The database is that of SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and must hold
# a catalog of some hundred products; prices of its products are changed and set back. Redis is the redis-server on the
# PATH, started on a free port for the run. Needs a JDK 25 in JAVA_HOME.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$(ls "$folder"/../target/catalog-gateway-*.jar | head -n 1)}
[ $# -eq 0 ] || shift
: "${SPRING_DATASOURCE_URL:?the database}"
: "${JAVA_HOME:?a JDK 25}"
command -v redis-server >/dev/null || { echo "Install redis-server first." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$JAVA_HOME/bin/java" -cp "$jar" "$folder/Caches.java" "$work" "$(realpath "$jar")" "$@"
