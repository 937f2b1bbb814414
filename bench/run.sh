#!/bin/sh
# Measures the gateway in its four modes beside a bare Tomcat that sends the same bytes (the ceiling), by the processor time of all
# that takes part: whole answers kept, the same by GET for clients who have them, the engine alone, and everything cold. Each answer
# is held against one straight from SQL, before and after. Writes the table of docs/performance.md.
#
#   bench/run.sh [JAR] [SECONDS] [WARM] [PASSES]
#
# Without a jar (or with "") it is built. An operation is measured for 4 seconds after a warm-up of 8 a mode, beside the ceiling in three
# turns, of which the median counts; PASSES more warm-ups of all operations come before those of a mode, 2 by default. What is asked by
# any id is measured twice: where each id is new to all caches, and after every id has been asked for. It brings a PostgreSQL and a Redis of its own, with the 50,000 products of
# bench/catalog.sql, and takes the operations of bench/operations and bench/variations. Needs wrk, a JDK 25 in JAVA_HOME, Linux, and
# a machine that does nothing else; with two peers and 3 seconds it took 38 minutes.
#
#   JVM    flags of gateway and ceiling alike, -Xmx512m by default; "-Xms512m -Xmx512m" is a heap that neither grows nor shrinks
#   PEER   servers with warm caches that you have started, over the same catalog in a PostgreSQL of this machine, to be held against
#          the engine: "NAME=URL,FOLDER,PID …", with further ids of processes behind commas. The folder has the bodies of operations in
#          their own form, under the names of ours; what it has none of is left out. Each is warmed as the gateway is, and asked for
#          every id, and then loaded in turns with it.
#   PEER_COLD  the same without caches, to be held against the gateway with everything cold
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$folder")
: "${JAVA_HOME:?a JDK 25}"
command -v wrk >/dev/null || { echo "Install wrk first." >&2; exit 1; }
cd "$project"
jar=${1:-}
if [ -z "$jar" ]; then
  ./mvnw -q -DskipChecks package
  jar=$(ls target/catalog-gateway-*.jar | head -n 1)
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./mvnw -q dependency:build-classpath -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=runtime >/dev/null
"$JAVA_HOME/bin/javac" -cp "$(cat "$work/classpath")" -d "$work/classes" "$folder"/speed/*.java
"$JAVA_HOME/bin/java" -cp "$work/classes:$(cat "$work/classpath")" Speed \
  "$work" "$(realpath "$jar")" "$folder" "$project/docs/performance.md" "${2:-4}" "${3:-8}" "${4:-2}"
