import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server of somebody else's that answers the same operations over the same catalog, and runs already.
 *
 * @param documents folder of the operations in its own form, under the names of ours
 * @param processes those whose processor time is its own; PostgreSQL's is counted anyway
 */
record Peer(String name, String url, Path documents, List<Long> processes) {

    /** Those whose caches are on, to be held against the engine. */
    static final List<Peer> CACHING = all("PEER");

    /** Those without caches. */
    static final List<Peer> COLD = all("PEER_COLD");

    /** Those of a setting, parted by spaces, each as {@code name=URL,folder,pid,pid}. */
    private static List<Peer> all(String setting) {
        return Stream.of(System.getenv().getOrDefault(setting, "").split(" "))
                .filter(peer -> !peer.isEmpty())
                .map(Peer::of)
                .toList();
    }

    private static Peer of(String peer) {
        String[] parts = peer.substring(peer.indexOf('=') + 1).split(",");
        List<Long> processes = Arrays.stream(parts).skip(2).map(Long::valueOf).toList();
        return new Peer(peer.substring(0, peer.indexOf('=')), parts[0], Path.of(parts[1]), processes);
    }

    /** Those of the operations that it has a form of. */
    List<Operation> operations(List<Operation> ours) {
        List<Operation> own = new ArrayList<>();
        for (Operation operation : ours) {
            Path form = documents.resolve(operation.file().getFileName());
            if (Files.exists(form)) {
                own.add(operation.in(form));
            }
        }
        return own;
    }
}
