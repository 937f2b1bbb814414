#!/bin/sh
# Measures the HTTP servers that the gateway could stand on, each as bare as it can be, in turns: the processor time that server and
# wrk take for a POST that is answered with the same bytes by all of them.
#
#   bench/servers.sh [BYTES] [SECONDS] [ROUNDS]     answers of 1,300 bytes, 4 seconds a server and round, 5 rounds after one of warm-up
#
# Needs wrk, a JDK 25 in JAVA_HOME, Linux, and a machine that does nothing else.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
: "${JAVA_HOME:?a JDK 25}"
command -v wrk >/dev/null || { echo "Install wrk first." >&2; exit 1; }
bytes=${1:-1300}
seconds=${2:-4}
rounds=${3:-5}
servers="tomcat-virtual tomcat jetty-virtual jetty netty"
first_port=${PORT:-4401}
ticks=$(getconf CLK_TCK)

"$folder/../mvnw" -B -q -f "$folder/servers/pom.xml" package >&2
target=$folder/servers/target
work=$(mktemp -d)
started=
trap '[ -z "$started" ] || kill $started; rm -rf "$work"' EXIT

port=$first_port
for server in $servers; do
  "$JAVA_HOME/bin/java" -Xms256m -Xmx256m -cp "$target/classes:$target/libraries/*" \
    servers.Servers "$server" "$port" "$bytes" >"$work/$server.log" 2>&1 &
  echo $! >"$work/$server.pid"
  started="$started $!"
  port=$((port + 1))
done

port=$first_port
for server in $servers; do
  waited=0
  until curl -sf -o /dev/null -d '{}' "http://127.0.0.1:$port/graphql"; do
    waited=$((waited + 1))
    [ $waited -lt 60 ] || { cat "$work/$server.log" >&2; echo "$server does not answer." >&2; exit 1; }
    sleep 0.5
  done
  port=$((port + 1))
done

# Of a process, in ticks: its own time, or that of its children that have ended.
own() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; }
children() { awk '{ sub(/.*\) /, ""); print $14 + $15 }' "/proc/$$/stat"; }

round=0
while [ $round -le "$rounds" ]; do
  port=$first_port
  for server in $servers; do
    pid=$(cat "$work/$server.pid")
    before=$(($(own "$pid") + $(children)))
    BODIES=$folder/operations/homepage.json wrk -t1 -c32 -d"${seconds}s" -s "$folder/load.lua" \
      "http://127.0.0.1:$port/graphql" >"$work/load"
    after=$(($(own "$pid") + $(children)))
    requests=$(sed -n 's/.*failed 0  requests \([0-9]*\)$/\1/p' "$work/load")
    [ -n "$requests" ] || { cat "$work/load" >&2; exit 1; }
    [ $round -eq 0 ] || echo "$(((after - before) * 10000000 / ticks / requests))" >>"$work/$server.times"
    port=$((port + 1))
  done
  round=$((round + 1))
done

echo "| server, $bytes bytes | median, us | min | max | of tomcat-virtual |"
echo '| --- | --- | --- | --- | --- |'
for server in $servers; do
  sort -n "$work/$server.times" | awk -v server="$server" -v base="$(sort -n "$work/tomcat-virtual.times" | sed -n "$(((rounds + 1) / 2))p")" '
    { time[NR] = $1 / 10 }
    END { printf "| %s | %.1f | %.1f | %.1f | %.2f |\n", server, time[int((NR + 1) / 2)], time[1], time[NR], time[int((NR + 1) / 2)] * 10 / base }'
done
