#!/bin/sh
# Makes a catalog of 5,000 categories and a million products and imports it, in 256 MB of heap.
#
#   bench/import-million.sh [JAR] [PRODUCTS]     default target/catalog-gateway-*.jar, 1000000
#
# The servers are those of SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD and
# SPRING_DATA_REDIS_URL. The catalog of that database is deleted. Needs a JDK 25 in JAVA_HOME, awk, and GNU time for
# the figures.
set -eu
jar=${1:-$(ls "$(dirname "$0")"/../target/catalog-gateway-*.jar | head -n 1)}
products=${2:-1000000}
: "${SPRING_DATASOURCE_URL:?the database whose catalog is replaced}"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Words are made of syllables, common ones far more often than rare ones; every sixteenth name has an accent.
awk -v products="$products" -v folder="$folder" '
  function word() { return words[int(20000 ^ rand())] }
  BEGIN {
    srand(1)
    split("ba be bi bo da de di do fa fe ga go ha hi ka ke ki ko la le li lo lu ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vi", s, " ")
    for (i = 1; i <= 20000; i++) words[i] = s[1 + int(50 * rand())] s[1 + int(50 * rand())] s[1 + int(50 * rand())] (i % 16 ? "" : "é")
    file = folder "/categories.ndjson"
    for (i = 0; i < 5000; i++)
      printf "{\"slug\":\"c%d\",\"name\":\"%s %d\",\"parent_slug\":%s,\"position\":%d,\"active\":true}\n", i, word(), i, i < 20 ? "null" : "\"c" int(i / 17) "\"", i, "true" > file
    file = folder "/products.ndjson"
    for (i = 0; i < products; i++) {
      name = word(); for (n = 1 + int(4 * rand()); n > 0; n--) name = name " " word()
      text = word(); for (n = 8 + int(25 * rand()); n > 0; n--) text = text " " word()
      printf "{\"name\":\"%s\",\"description\":\"%s.\",\"price\":\"%d.%02d\",\"category_slug\":\"c%d\",\"featured\":%s,\"active\":%s,\"created_at\":\"2025-%02d-%02dT%02d:%02d:%02d.%06dZ\"}\n",
        name, text, 1 + int(500 * rand()), int(100 * rand()), 20 + int(4980 * rand()), rand() < 0.01 ? "true" : "false", rand() < 0.98 ? "true" : "false",
        1 + int(12 * rand()), 1 + int(28 * rand()), int(24 * rand()), int(60 * rand()), int(60 * rand()), int(1000000 * rand()) > file
    }
  }'
ls -l "$folder"

time=$(command -v /usr/bin/time || true)
# shellcheck disable=SC2086
${time:+$time -v} "${JAVA_HOME:?}/bin/java" -Xmx256m -jar "$jar" --catalog.import="$folder" --catalog.import-mode=replace
