FROM eclipse-temurin:25-jdk AS build
# mvnw fetches Maven with it.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    --mount=type=cache,target=/root/.npm \
    ./mvnw -B -Prelease -DskipChecks package \
    && cp target/catalog-gateway-*.jar /gateway.jar

FROM eclipse-temurin:25-jre AS gateway
RUN useradd --system --uid 10001 --user-group --no-create-home gateway
WORKDIR /gateway
COPY --from=build /gateway.jar ./
# Half of the memory is for what is no heap, which in 512 MB takes as much. Below 2 GB the JVM collects serially by itself; in 512 MB its
# heap would begin too small for the objects of the AOT cache, and it ends where it can't load them. What the caches hold would have G1,
# the collector from 2 GB on, mark without end; see docs/operations.md.
ENV JAVA_TOOL_OPTIONS="-Xms64m -XX:MaxRAMPercentage=50 -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=70 -XX:+ExitOnOutOfMemoryError" \
    MALLOC_ARENA_MAX=2

# A training run, on an empty catalog of its own. What it makes fits the JVM and the files of the stage above alone. Its heap is not
# half of the machine's memory: from 32 GB on pointers are longer, and no smaller heap could use the file. Its collector is one that no
# container gets by itself: JDK 25 warns at each start of code kept for the same collector that it can't use after all.
FROM gateway AS training
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl postgresql redis-server
COPY deploy/train.sh /
RUN service postgresql start \
    && redis-server --daemonize yes \
    && su postgres -c "psql -c \"CREATE ROLE catalog SUPERUSER LOGIN PASSWORD 'training'\" \
        -c \"CREATE DATABASE catalog OWNER catalog ENCODING 'UTF8' TEMPLATE template0\"" \
    && SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1/catalog \
        SPRING_DATASOURCE_USERNAME=catalog SPRING_DATASOURCE_PASSWORD=training \
        SPRING_DATA_REDIS_URL=redis://127.0.0.1 \
        JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -XX:+UseParallelGC -Xmx256m" \
        /train.sh /gateway

FROM gateway
COPY --from=training /gateway/gateway.aot ./
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
ENTRYPOINT ["java", "-XX:AOTCache=gateway.aot", "-jar", "gateway.jar"]
