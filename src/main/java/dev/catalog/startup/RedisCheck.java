package dev.catalog.startup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.core.env.Environment;

/** Whether Redis can be used as the settings say. It speaks the protocol itself: two commands need no client's pool. */
final class RedisCheck {

    static final Setting URL = new Setting("spring.data.redis.url");

    private static final int DEFAULT_PORT = 6379;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final int LONGEST_REPLY = 1000;

    private final String url;

    private RedisCheck(String url) {
        this.url = url;
    }

    static RedisCheck of(Environment environment) {
        return new RedisCheck(environment.getRequiredProperty(URL.name()));
    }

    void run() {
        URI address = address();
        String server = "Redis at %s:%d".formatted(address.getHost(), port(address));
        try (Socket socket = connect(address)) {
            authenticate(socket, address, server);
            selectDatabase(socket, address, server);
            ping(socket, server);
        } catch (UnknownHostException e) {
            throw new StartupException("%s: the host %s is not known.".formatted(URL, address.getHost()), e);
        } catch (SSLException e) {
            throw new StartupException("%s: no TLS with %s: %s".formatted(URL, server, e.getMessage()), e);
        } catch (IOException e) {
            throw new StartupException("%s: %s cannot be reached: %s".formatted(URL, server, e.getMessage()), e);
        }
    }

    private URI address() {
        try {
            URI address = URI.create(url);
            if (Set.of("redis", "rediss").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null
                    && address.getPort() != 0
                    && String.valueOf(address.getPath()).matches("/?\\d*")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Its message would repeat the address, password included.
        }
        throw new StartupException(URL + " is no address like redis://user:password@host:6379/0 (rediss:// for TLS).");
    }

    private static int port(URI address) {
        return address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
    }

    private static Socket connect(URI address) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(address.getHost(), port(address)), TIMEOUT_MILLIS);
        return address.getScheme().equals("rediss") ? secured(socket, address) : socket;
    }

    private static Socket secured(Socket socket, URI address) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, address.getHost(), port(address), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void authenticate(Socket socket, URI address, String server) throws IOException {
        String user = address.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            String name = user.substring(0, Math.max(colon, 0));
            String password = user.substring(colon + 1);
            String reply = send(socket, name.isEmpty() ? List.of("AUTH", password) : List.of("AUTH", name, password));
            if (!reply.startsWith("+")) {
                throw new StartupException("%s: %s refuses this user and password.".formatted(URL, server));
            }
        }
    }

    private static void selectDatabase(Socket socket, URI address, String server) throws IOException {
        String database = address.getPath().replace("/", "");
        if (!database.isEmpty() && send(socket, List.of("SELECT", database)).startsWith("-ERR")) {
            throw new StartupException("%s: %s has no database %s.".formatted(URL, server, database));
        }
    }

    private static void ping(Socket socket, String server) throws IOException {
        String reply = send(socket, List.of("PING"));
        if (reply.startsWith("-NOAUTH")) {
            throw new StartupException("%s: %s wants a password, and the address has none.".formatted(URL, server));
        }
        boolean loading = reply.startsWith("-LOADING");
        if (!reply.startsWith("+PONG") && !loading) {
            throw new StartupException("%s: %s does not answer as Redis does.".formatted(URL, server));
        }
    }

    private static String send(Socket socket, List<String> command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii("*%d\r\n".formatted(command.size())));
        for (String word : command) {
            byte[] argument = word.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ascii("$%d\r\n".formatted(argument.length)));
            bytes.writeBytes(argument);
            bytes.writeBytes(ascii("\r\n"));
        }
        bytes.writeTo(socket.getOutputStream());
        return line(socket.getInputStream());
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n' && line.length() < LONGEST_REPLY; c = input.read()) {
            if (c < 0) {
                throw new IOException("it closes the connection");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
