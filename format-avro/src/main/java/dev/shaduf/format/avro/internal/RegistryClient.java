// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SchemaParser;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What this JVM knows of a registry: schemas by id and ids by schema, which never change, and ids that were unknown a short
 * time ago. Safe for use by many threads.
 */
public final class RegistryClient {
    private static final ConcurrentHashMap<RegistryAddress, RegistryClient> CLIENTS = new ConcurrentHashMap<>();
    private static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_UNKNOWN = 10_000;

    private final RegistryCalls calls;
    private final ConcurrentHashMap<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, Unknown> unknown = new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, Schema schema, boolean register) {}

    private record Unknown(String why, long sinceNanos) {}

    private RegistryClient(RegistryAddress address) {
        this.calls = new RegistryCalls(address);
    }

    /** Returns the client that all readers and writers of this JVM share. */
    public static RegistryClient of(RegistryAddress address) {
        return CLIENTS.computeIfAbsent(address, RegistryClient::new);
    }

    /** Returns the schema of an id. */
    Schema schema(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Unknown recently = unknown.get(id);
        if (recently != null && System.nanoTime() - recently.sinceNanos() < UNKNOWN_NANOS) {
            throw new SerializationException(recently.why());
        }
        Schema asked = ask(id);
        schemas.put(id, asked);
        return asked;
    }

    private Schema ask(int id) {
        try {
            JsonNode answer = calls.get("schemas/ids/" + id, "schema");
            String type = answer.path("schemaType").asText("AVRO");
            if (!type.equals("AVRO")) {
                throw new SerializationException("schema id " + id + " is of type " + type + ", not AVRO");
            }
            return parse(answer);
        } catch (SerializationException e) {
            if (unknown.size() >= MOST_UNKNOWN) {
                unknown.clear();
            }
            unknown.put(id, new Unknown("schema id " + id + ": " + e.getMessage(), System.nanoTime()));
            throw new SerializationException("schema id " + id + ": " + e.getMessage(), e);
        }
    }

    /** Reads a schema, after those that it refers to. */
    private Schema parse(JsonNode answer) {
        SchemaParser parser = new SchemaParser();
        try {
            parseReferences(answer, parser);
            return parser.parse(answer.path("schema").asText()).mainSchema();
        } catch (SchemaParseException e) {
            throw new SerializationException(
                    "the registry has a schema that Avro does not understand: " + e.getMessage(), e);
        }
    }

    private void parseReferences(JsonNode answer, SchemaParser parser) {
        for (JsonNode reference : answer.path("references")) {
            JsonNode referred = calls.get(
                    "subjects/"
                            + RegistryCalls.encoded(reference.path("subject").asText()) + "/versions/"
                            + reference.path("version").asInt(),
                    "schema");
            parseReferences(referred, parser);
            parser.parse(referred.path("schema").asText());
        }
    }

    /**
     * Returns the id of a schema.
     *
     * @param subject under which name it is
     * @param schema the schema
     * @param register whether to add it when the registry does not have it
     */
    int id(String subject, Schema schema, boolean register) {
        SubjectSchema wanted = new SubjectSchema(subject, schema, register);
        Integer known = ids.get(wanted);
        if (known != null) {
            return known;
        }
        String path = "subjects/" + RegistryCalls.encoded(subject) + (register ? "/versions" : "");
        int id;
        try {
            id = calls.post(path, Map.of("schema", schema.toString()), "id")
                    .path("id")
                    .asInt();
        } catch (SerializationException e) {
            throw new SerializationException(
                    "the schema of " + schema.getFullName() + " for subject '" + subject + "' was refused: "
                            + e.getMessage(),
                    e);
        }
        ids.put(wanted, id);
        return id;
    }
}
