// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.time.Durations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryFaultsTest {
    private RegistryServer server;

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    record Line(String item, Optional<String> note) {}

    record Other(String text) {}

    @Test
    void shouldNameAValueWithoutTheMagicByte() {
        assertThatThrownBy(() -> read(SchemaRegistry.at(server.url()), "{\"item\":1}".getBytes()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("the value in topic 'orders' has no id of a schema")
                .hasMessageContaining("begins with 0x7b (10 bytes)");
    }

    @Test
    void shouldNameAnUnknownIdAndNotAskForItAgainAtOnce() {
        byte[] bytes = framed(4711);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> read(SchemaRegistry.at(server.url()), bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("schema id 4711")
                    .hasMessageContaining("404, code 40403: Schema 4711 not found");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldSayThatTheValueIsShorterThanItsSchemaWants() {
        int id = server.add("orders-value", Map.of("schema", "\"string\""));

        assertThatThrownBy(() -> read(
                        SchemaRegistry.at(server.url()),
                        ByteBuffer.allocate(6)
                                .put((byte) 0)
                                .putInt(id)
                                .put((byte) 40)
                                .array()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("cannot be read with schema id " + id);
    }

    @Test
    void shouldNotTakeARegistryThatIsAwayForAFaultOfTheValue() {
        String url = server.url();
        server.close();

        assertThatThrownBy(() -> read(SchemaRegistry.at(url), framed(1)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("the schema registry at " + url + " cannot be reached");
    }

    @Test
    void shouldAskTheSecondAddressWhenTheFirstIsAway() throws Exception {
        RegistryServer away = RegistryServer.start();
        away.close();
        server.add("orders-value", Map.of("schema", "\"string\""));

        assertThatThrownBy(() -> read(SchemaRegistry.at(away.url() + "," + server.url()), framed(1)))
                .isInstanceOf(SerializationException.class);
        assertThat(server.requests()).containsExactly("GET /schemas/ids/1");
    }

    @Test
    void shouldRetryWhenTheRegistryHasAFault() {
        server.breakWith(500);

        assertThatThrownBy(() -> read(SchemaRegistry.at(server.url()), framed(1)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("answers 500, code 50000: Internal error");
    }

    @Test
    void shouldNotTakeTheAnswerOfAStrangerForASchemaOrAnId() {
        server.breakWith(200);
        AvroFormat<Line> lines = AvroFormat.records(SchemaRegistry.at(server.url()), Line.class);

        assertThatThrownBy(() -> read(SchemaRegistry.at(server.url()), framed(1)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining(server.url() + " is no schema registry: its answer has no 'schema'");
        assertThatThrownBy(
                        () -> AvroFormatTest.serializer(lines).serialize("orders", new Line("cup", Optional.empty())))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining(server.url() + " is no schema registry: its answer has no 'id'");
    }

    @Test
    void shouldGiveUpOnARegistryThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SchemaRegistry registry = SchemaRegistry.at("http://localhost:" + silent.getLocalPort())
                    .timeout(Durations.milliseconds(200));

            assertThatThrownBy(() -> read(registry, framed(1)))
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("cannot be reached: request timed out");
        }
    }

    @Test
    void shouldIdentifyAndKeepThePasswordToItself() throws Exception {
        server.demand("reader:hunter2");
        int id = server.add("orders-value", Map.of("schema", "\"string\""));
        SchemaRegistry right = SchemaRegistry.at(server.url()).basicAuth("reader", "hunter2");
        SchemaRegistry wrong = SchemaRegistry.at(server.url()).basicAuth("reader", "hunter3");

        assertThatThrownBy(() -> read(wrong, framed(id)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("answers 401")
                .hasMessageContaining("are the user and the password right")
                .message()
                .doesNotContain("hunter");
        assertThat(right.toString()).doesNotContain("hunter").doesNotContain("reader");
        assertThat(right.address().toString()).doesNotContain("hunter");
        assertThatThrownBy(() -> read(right, framed(id))).isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldSayThatASchemaIsRefused() throws Exception {
        AvroFormat<Line> lines = AvroFormat.records(SchemaRegistry.at(server.url()), Line.class);
        AvroFormatTest.serializer(lines).serialize("strict", new Line("cup", Optional.empty()));

        assertThatThrownBy(() -> AvroFormatTest.serializer(
                                AvroFormat.records(SchemaRegistry.at(server.url()), Other.class))
                        .serialize("strict", new Other("x")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("for subject 'strict-value' was refused")
                .hasMessageContaining("409, code 409: Schema being registered is incompatible");
    }

    @Test
    void shouldRegisterNothingWhenToldNotTo() {
        AvroFormat<Line> lines =
                AvroFormat.records(SchemaRegistry.at(server.url()), Line.class).registered();

        assertThatThrownBy(
                        () -> AvroFormatTest.serializer(lines).serialize("orders", new Line("cup", Optional.empty())))
                .hasMessageContaining("was refused")
                .hasMessageContaining("Schema not found");
        assertThat(server.requests()).containsExactly("POST /subjects/orders-value");
    }

    @Test
    void shouldRefuseAddressesThatAreNoneWithoutShowingSecrets() {
        assertThatThrownBy(() -> SchemaRegistry.at("localhost:8081")).hasMessageContaining("http://host:port");
        assertThatThrownBy(() -> SchemaRegistry.at("http://reader:hunter2@localhost:8081"))
                .hasMessageContaining("basic.auth.user.info")
                .message()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> SchemaRegistry.of(Map.of())).hasMessageContaining("schema.registry.url");
    }

    private static byte[] framed(int id) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    }

    private static void read(SchemaRegistry registry, byte[] bytes) throws Exception {
        AvroFormatTest.deserializer(AvroFormat.records(registry, Line.class)).deserialize("orders", bytes);
    }
}
