package dev.catalog.graphql;

import dev.catalog.security.CallerName;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * Whose budget an operation is counted to: who a token says it is, or an address where there is none.
 * <p>Found in graphql-java's context where callers have budgets.
 */
record CallerKey(String name) {

    /** Bytes of an IPv6 address that are the same for one customer of a network: that many others are his to choose. */
    private static final int NETWORK = 8;

    static CallerKey of(WebGraphQlRequest request) {
        String token = SocketAuthentication.callerNameOf(request);
        return new CallerKey(
                token.equals(CallerName.ANONYMOUS)
                        ? "address " + address(request.getRemoteAddress())
                        : "token " + token);
    }

    private static String address(@Nullable InetSocketAddress remote) {
        InetAddress address = remote == null ? null : remote.getAddress();
        if (address instanceof Inet6Address) {
            return HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK));
        }
        if (address != null) {
            return address.getHostAddress();
        }
        return remote == null ? "" : remote.getHostString();
    }

    @Override
    public String toString() {
        return "CallerKey";
    }
}
