import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server of somebody else's that answers the same operations over the same catalog, and runs already.
 *
 * @param processes those whose processor time is its own; PostgreSQL's is counted anyway
 */
record Peer(String name, String url, List<Long> processes) {

    /** Those of {@code PEER}, parted by spaces, each as {@code name=URL,pid,pid}. */
    static List<Peer> all() {
        return Stream.of(System.getenv().getOrDefault("PEER", "").split(" "))
                .filter(peer -> !peer.isEmpty())
                .map(Peer::of)
                .toList();
    }

    private static Peer of(String peer) {
        String[] parts = peer.substring(peer.indexOf('=') + 1).split(",");
        List<Long> processes = Arrays.stream(parts).skip(1).map(Long::valueOf).toList();
        return new Peer(peer.substring(0, peer.indexOf('=')), parts[0], processes);
    }
}
