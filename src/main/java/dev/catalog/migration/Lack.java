package dev.catalog.migration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that the gateway would use and the database does not give it. It does without.
 *
 * @param what what is missing, a sentence without its full stop
 * @param cost what the gateway does without it, a clause to follow "so"
 * @param remedy the SQL that gives it
 */
record Lack(String what, String cost, String remedy) {

    private static final Logger log = LoggerFactory.getLogger(CatalogMigration.class);

    /** Logs each missing thing once, with all that it costs. */
    static void warn(Collection<Lack> lacks) {
        lacks.stream()
                .collect(groupingBy(Lack::what, LinkedHashMap::new, toList()))
                .forEach((what, alike) -> log.warn(
                        "{}, so {}. To mend it:\n{}",
                        what,
                        join(alike, Lack::cost, " and "),
                        join(alike, Lack::remedy, "\n")));
    }

    private static String join(List<Lack> lacks, Function<Lack, String> part, String separator) {
        return lacks.stream().map(part).distinct().collect(joining(separator));
    }
}
