// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * An HTTP server that plays a schema registry by the documented REST API, as far as its clients use it; a real registry is not
 * among what the build can fetch. Safe for use by many threads.
 */
final class RegistryServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Map<String, Object>> schemas = new CopyOnWriteArrayList<>();
    private final Map<String, List<Integer>> subjects = new TreeMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String user = "";
    private volatile int broken;

    private RegistryServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    static RegistryServer start() throws IOException {
        return new RegistryServer(HttpServer.create(anyPort(), 0));
    }

    static RegistryServer secured(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new RegistryServer(server);
    }

    private static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://localhost:" + server.getAddress().getPort();
    }

    /** Lets only this user in. */
    void demand(String userAndPassword) {
        user = userAndPassword;
    }

    /** Answers everything with this status. */
    void breakWith(int status) {
        broken = status;
    }

    /** Returns what was asked, method and path. */
    List<String> requests() {
        return requests;
    }

    /** Adds a schema as somebody else would have, and returns its id. */
    synchronized int add(String subject, Map<String, Object> schema) {
        int id = schemas.indexOf(schema) + 1;
        if (id == 0) {
            schemas.add(schema);
            id = schemas.size();
        }
        List<Integer> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
        if (!versions.contains(id)) {
            versions.add(id);
        }
        return id;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        String expected = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
        if (broken != 0) {
            answer(exchange, broken, error(broken * 100, "Internal error"));
        } else if (!user.isEmpty()
                && !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, error(401, "Unauthorized"));
        } else {
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
            answer(exchange, path);
        }
    }

    private void answer(HttpExchange exchange, String[] path) throws IOException {
        if (path[0].equals("schemas")) {
            int id = Integer.parseInt(path[2]);
            boolean known = id >= 1 && id <= schemas.size();
            answer(
                    exchange,
                    known ? 200 : 404,
                    known ? schemas.get(id - 1) : error(40403, "Schema " + id + " not found"));
        } else if (exchange.getRequestMethod().equals("GET")) {
            int version = Integer.parseInt(path[3]);
            answer(exchange, 200, schemas.get(subjects.get(path[1]).get(version - 1) - 1));
        } else {
            post(exchange, path);
        }
    }

    private void post(HttpExchange exchange, String[] path) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        Map<String, Object> schema = Map.of("schema", body.path("schema").asText());
        boolean register = path.length > 2;
        if (path[1].startsWith("strict") && register && subjects.containsKey(path[1])) {
            answer(exchange, 409, error(409, "Schema being registered is incompatible with an earlier schema"));
        } else if (register || schemas.contains(schema)) {
            answer(exchange, 200, Map.of("id", add(path[1], schema)));
        } else {
            answer(exchange, 404, error(40403, "Schema not found"));
        }
    }

    private static Map<String, Object> error(int code, String message) {
        return Map.of("error_code", code, "message", message);
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
