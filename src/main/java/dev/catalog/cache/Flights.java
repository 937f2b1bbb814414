package dev.catalog.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The fills of one region that are under way on this node: at most one a key that readers wait for. */
final class Flights<V> {

    private final Map<String, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Duration patience;

    /** A flight older than the patience is left to itself: the next reader begins another one. */
    Flights(Duration patience) {
        this.patience = patience;
    }

    /**
     * The flight of a key that is under way, or else the caller's own, who must {@link #end} it.
     *
     * @param mayJoin whether what a flight brings will be new enough for the caller
     */
    Flight<V> board(String key, Flight<V> own, Predicate<Flight<V>> mayJoin) {
        return flights.compute(
                key,
                (_, current) ->
                        current != null && current.isYoungerThan(patience) && mayJoin.test(current) ? current : own);
    }

    /** Ends a flight of the caller's, so that no reader joins it any more. */
    void end(String key, Flight<V> flight) {
        flights.remove(key, flight);
    }
}
