// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
    /** A value. */
    public record Order(String item, int count, Instant at, Optional<String> note) {}

    private static final Order CUP = new Order("cup", 3, Instant.parse("2026-03-01T08:00:00Z"), Optional.empty());
    private static final String TEXT = "{\"item\":\"cup\",\"count\":3,\"at\":\"2026-03-01T08:00:00Z\",\"note\":null}";

    @Test
    void shouldWriteAndReadRecords() throws Exception {
        byte[] written = JsonFormat.of(Order.class).serializer().call().serialize("orders", CUP);

        assertThat(written).asString(UTF_8).isEqualTo(TEXT);
        assertThat(read(JsonFormat.of(Order.class), TEXT)).isEqualTo(CUP);
    }

    @Test
    void shouldReadMapsAndListsWithoutAClass() throws Exception {
        assertThat(read(JsonFormat.of(Object.class), "{\"a\":[1,true,null]}"))
                .isEqualTo(Map.of("a", java.util.Arrays.asList(1, true, null)));
    }

    @Test
    void shouldReadAPieceOfABuffer() throws Exception {
        ByteBuffer buffer = ByteBuffer.wrap(("xx" + TEXT + "yy").getBytes(UTF_8), 2, TEXT.length());

        assertThat(deserializer(JsonFormat.of(Order.class)).deserialize("orders", new RecordHeaders(), buffer.slice()))
                .isEqualTo(CUP);
    }

    @Test
    void shouldNameWhatIsWrongWithAValue() {
        assertRefused("{\"item\":", "the value in topic 'orders' is no JSON of this type", "end-of-input");
        assertRefused(TEXT.replace("{", "{\"colour\":\"blue\","), "Unrecognized field \"colour\"");
        assertRefused(TEXT + " {}", "Trailing token");
        assertRefused("{\"item\":\"cup\",\"count\":null}", ", at count: ");
        assertRefused("{\"item\":\"cup\",\"count\":\"many\"}", "many");
    }

    @Test
    void shouldPassOverUnknownPropertiesWhenToldTo() throws Exception {
        assertThat(read(JsonFormat.of(Order.class).ignoringUnknown(), TEXT.replace("{", "{\"colour\":\"blue\",")))
                .isEqualTo(CUP);
    }

    @Test
    void shouldBeMadeOfSettings() {
        JsonDeserializer<Order> deserializer = new JsonDeserializer<>();
        deserializer.configure(
                Map.of("json.value.type", Order.class.getName(), "json.fail.unknown.properties", "false"), false);

        assertThat(deserializer.deserialize(
                        "orders", TEXT.replace("{", "{\"colour\":1,").getBytes(UTF_8)))
                .isEqualTo(CUP);
        assertThatThrownBy(() -> new JsonDeserializer<>().configure(Map.of("json.key.type", "no.such.Type"), true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("json.key.type");
    }

    @Test
    void shouldPassTombstonesOn() throws Exception {
        assertThat(deserializer(JsonFormat.of(Order.class)).deserialize("orders", (byte[]) null))
                .isNull();
        assertThat(new JsonSerializer<Order>().serialize("orders", null)).isNull();
    }

    @Test
    void shouldNameAClassThatCannotBeWritten() {
        assertThatThrownBy(() -> new JsonSerializer<Object>().serialize("orders", List.of(new Object())))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("for topic 'orders' cannot be written as JSON");
    }

    private static void assertRefused(String text, String... because) {
        assertThatThrownBy(() -> read(JsonFormat.of(Order.class), text))
                .isInstanceOf(SerializationException.class)
                .message()
                .contains(because);
    }

    private static <T> T read(JsonFormat<T> format, String text) throws Exception {
        return deserializer(format).deserialize("orders", text.getBytes(UTF_8));
    }

    private static <T> Deserializer<T> deserializer(JsonFormat<T> format) throws Exception {
        Deserializer<T> deserializer = format.deserializer().call();
        deserializer.configure(Map.of(), false);
        return deserializer;
    }
}
