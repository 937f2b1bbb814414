import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** What can't be beaten: a bare Tomcat that reads a request, finds its operation's name and sends ready bytes. See run.sh. */
final class Ceiling {

    /** @param arguments the port, and the folder of the answers, each named after its operation */
    public static void main(String[] arguments) throws Exception {
        Map<String, byte[]> answers = new HashMap<>();
        try (var files = Files.list(Path.of(arguments[1]))) {
            for (Path file : files.toList()) {
                answers.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("ceiling").toString());
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "answers", new Answers(answers));
        context.addServletMappingDecoded("/graphql", "answers");
        tomcat.start();
        tomcat.getServer().await();
    }

    private static final class Answers extends HttpServlet {

        private static final String NAME = "\"operationName\":\"";

        private final transient Map<String, byte[]> answers;

        Answers(Map<String, byte[]> answers) {
            this.answers = answers;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int from = body.indexOf(NAME) + NAME.length();
            byte[] answer = answers.get(body.substring(from, body.indexOf('"', from)));
            response.setContentType("application/json");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(304);
        }
    }
}
