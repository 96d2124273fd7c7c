// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Calls of the registry's REST API. What the registry says about a schema is the value's fault; all else, that it is away or
 * does not let us in, is not, and may be over when it is tried again. Safe for use by many threads.
 */
final class RegistryCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/vnd.schemaregistry.v1+json";

    private final RegistryAddress address;
    private final HttpClient client;

    RegistryCalls(RegistryAddress address) {
        this.address = address;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(address.timeoutMillis()));
        SSLContext security = address.security();
        this.client = (security == null ? builder : builder.sslContext(security)).build();
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    /** Asks for something that has a field. */
    JsonNode get(String path, String field) {
        return call("GET", path, BodyPublishers.noBody(), field);
    }

    JsonNode post(String path, Map<String, String> body, String field) {
        try {
            return call("POST", path, BodyPublishers.ofString(JSON.writeValueAsString(body)), field);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asks one address after the other until one answers. */
    private JsonNode call(String method, String path, BodyPublisher body, String field) {
        RegistryUnavailableException last = null;
        for (String url : address.urls()) {
            try {
                return answer(url, send(url, method, path, body), field);
            } catch (IOException e) {
                last = new RegistryUnavailableException(
                        "the schema registry at " + url + " cannot be reached: " + why(e), e);
            } catch (RegistryUnavailableException e) {
                last = e;
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        throw last == null ? new IllegalStateException("a registry without an address") : last;
    }

    private static String why(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private HttpResponse<String> send(String url, String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/" + path))
                .timeout(Duration.ofMillis(address.timeoutMillis()))
                .header("Accept", TYPE + ", application/json")
                .header("Content-Type", TYPE)
                .method(method, body);
        String user = address.user();
        if (user != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
        }
        return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    }

    private static JsonNode answer(String url, HttpResponse<String> response, String field) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return parsed(url, response.body(), field);
        }
        String what = "the schema registry at " + url + " answers " + status + said(response.body());
        if (status == 404 || status == 409 || status == 422) {
            throw new SerializationException(what);
        }
        boolean stranger = status == 401 || status == 403;
        throw new RegistryUnavailableException(
                stranger ? what + "; are the user and the password right, and may that user do this?" : what, null);
    }

    private static JsonNode parsed(String url, String body, String field) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer.has(field)) {
                return answer;
            }
            throw new RegistryUnavailableException(
                    "what answers at " + url + " is no schema registry: its answer has no '" + field + "'", null);
        } catch (JsonProcessingException e) {
            throw new RegistryUnavailableException(
                    "what answers at " + url + " is no schema registry: it does not speak JSON", e);
        }
    }

    /** Returns what the registry gives as a reason, if it does. */
    private static String said(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            JsonNode message = answer.path("message");
            return message.isTextual() ? ", code " + answer.path("error_code").asText() + ": " + message.asText() : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
