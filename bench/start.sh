#!/bin/sh
# Measures how long a gateway takes from the start of its process to its first answer, as it is packaged and with the AOT cache that
# deploy/train.sh makes, beside a bare GraphQL application of the same Spring Boot (bench/bare), in turns.
#
#   bench/start.sh [JAR] [STARTS]      default target/catalog-gateway-*.jar, 5 starts of each
#
# The database is that of SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD; it must hold a catalog.
# Redis is the redis-server on the PATH, started on a free port for the run. Needs curl, a JDK 25 in JAVA_HOME, Linux, and a machine
# that does nothing else: where it does, the processor times are the better figures.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
jar=${1:-$(ls "$folder"/../target/catalog-gateway-*.jar | head -n 1)}
: "${SPRING_DATASOURCE_URL:?the database}"
: "${JAVA_HOME:?a JDK 25}"
for needed in curl redis-server; do
  command -v $needed >/dev/null || { echo "Install $needed first." >&2; exit 1; }
done

"$folder/../mvnw" -B -q -f "$folder/bare/pom.xml" package >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/gateway"
cp "$jar" "$work/gateway"
"$JAVA_HOME/bin/java" "$folder/Start.java" "$work" "$folder/bare/target/bare.jar" "$jar" "$folder/../deploy/train.sh" "${2:-5}"
