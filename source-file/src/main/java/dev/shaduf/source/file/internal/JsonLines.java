// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a map of each line that holds a JSON object; everything else is malformed, blank lines are left out. */
final class JsonLines implements LineFormat.Parser<Map<String, Object>> {
    /** How long a text may be is decided by the length of lines alone. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Charset charset;

    private JsonLines(Charset charset) {
        this.charset = charset;
    }

    static LineFormat<Map<String, Object>> format(int maxBytes, String charset) {
        return new LineFormat<>("json", maxBytes, false, charset, JsonLines::new);
    }

    @Override
    public void parse(byte[] bytes, int offset, int length, LineFormat.Rejecting<Map<String, Object>> output)
            throws Exception {
        Map<String, Object> record;
        try (JsonParser json = parser(bytes, offset, length)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                return;
            }
            if (first != JsonToken.START_OBJECT) {
                throw new IOException("a line must hold a JSON object, not " + first);
            }
            record = object(json);
            if (json.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            output.malformed(new IOException("it is no JSON: " + e.getOriginalMessage(), e));
            return;
        } catch (IOException e) {
            output.malformed(e);
            return;
        }
        output.add(record);
    }

    private JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        return charset.equals(StandardCharsets.UTF_8)
                ? JSON.createParser(bytes, offset, length)
                : JSON.createParser(new InputStreamReader(new ByteArrayInputStream(bytes, offset, length), charset));
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            object.put(name, value(json, json.nextToken()));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> array = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            array.add(value(json, token));
        }
        return Collections.unmodifiableList(array);
    }

    // A null of JSON is a null in the map, as everybody's JSON has it.
    @SuppressWarnings("NullAway")
    private static @Nullable Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? json.getBigIntegerValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
