package servers;

/** Starts one server, which answers each POST of /graphql with the same bytes: NAME PORT BYTES. */
public class Servers {

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        byte[] answer = "x".repeat(Integer.parseInt(args[2])).getBytes();
        switch (args[0]) {
            case "tomcat" -> BareTomcat.start(port, answer, false);
            case "tomcat-virtual" -> BareTomcat.start(port, answer, true);
            case "jetty" -> BareJetty.start(port, answer, false);
            case "jetty-virtual" -> BareJetty.start(port, answer, true);
            case "netty" -> BareNetty.start(port, answer);
            default -> throw new IllegalArgumentException("No server is named " + args[0]);
        }
    }
}
