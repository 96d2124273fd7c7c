// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroFormatTest {
    private static final Schema FIRST = SchemaBuilder.record("Order")
            .namespace("shop")
            .fields()
            .requiredString("item")
            .requiredInt("count")
            .requiredString("dropped")
            .endRecord();
    private static final Schema SECOND = SchemaBuilder.record("Order")
            .namespace("shop")
            .fields()
            .requiredString("item")
            .requiredLong("count")
            .name("currency")
            .type()
            .stringType()
            .stringDefault("EUR")
            .endRecord();

    private RegistryServer server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start();
        registry = SchemaRegistry.at(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    record Line(String item, long count, Optional<String> note) {}

    enum State {
        OPEN,
        SHIPPED
    }

    record Order(
            UUID id,
            Instant at,
            LocalDate due,
            State state,
            double weight,
            boolean gift,
            byte[] mark,
            List<Line> lines,
            Map<String, Integer> points,
            Optional<Line> bonus) {}

    record Count(String item, int count) {}

    record Price(String item, BigDecimal price) {}

    @Test
    void shouldWriteAndReadRecordsOfJava() throws Exception {
        AvroFormat<Order> format = AvroFormat.records(registry, Order.class);
        Order order = new Order(
                UUID.fromString("5a2f3c4e-0000-4000-8000-000000000001"),
                Instant.parse("2026-03-01T08:00:00.123456Z"),
                LocalDate.of(2026, 3, 9),
                State.SHIPPED,
                1.5,
                true,
                new byte[] {1, 2},
                List.of(new Line("cup", 3, Optional.of("blue")), new Line("pot", 1, Optional.empty())),
                Map.of("bonus", 7),
                Optional.empty());

        Order read = read(format, write(format, order));

        assertThat(read).usingRecursiveComparison().isEqualTo(order);
    }

    @Test
    void shouldFrameValuesAsTheWireFormatHasIt() throws Exception {
        int id = server.add("elsewhere", Map.of("schema", FIRST.toString()));

        byte[] bytes = write(AvroFormat.generic(registry), first("cup", 3));

        ByteBuffer frame = ByteBuffer.wrap(bytes);
        assertThat(frame.get()).isZero();
        assertThat(frame.getInt()).isEqualTo(id);
        assertThat(new byte[] {frame.get(), frame.get(), frame.get(), frame.get()})
                .containsExactly(6, 'c', 'u', 'p');
        assertThat(server.requests()).containsExactly("POST /subjects/orders-value/versions");
    }

    @Test
    void shouldReadGenericRecordsWithTheirOwnSchema() throws Exception {
        GenericRecord read = (GenericRecord)
                read(AvroFormat.generic(registry), write(AvroFormat.generic(registry), first("cup", 3)));

        assertThat(read.getSchema()).isEqualTo(FIRST);
        assertThat(read.get("item")).hasToString("cup");
    }

    @Test
    void shouldReadWithANewerSchemaByItsDefaults() throws Exception {
        byte[] old = write(AvroFormat.generic(registry), first("cup", 3));

        GenericRecord read = (GenericRecord) read(AvroFormat.generic(registry, SECOND), old);

        assertThat(read.get("count")).isEqualTo(3L);
        assertThat(read.get("currency")).hasToString("EUR");
        assertThat(read.hasField("dropped")).isFalse();
    }

    @Test
    void shouldReadFieldsThatARecordHasAndLeaveOthers() throws Exception {
        byte[] old = write(AvroFormat.generic(registry), first("cup", 3));

        assertThat(read(AvroFormat.records(registry, Line.class), old)).isEqualTo(new Line("cup", 3, Optional.empty()));
    }

    @Test
    void shouldReadAClassOfTheCompilerWithItsOwnSchema() throws Exception {
        byte[] old = write(AvroFormat.generic(registry), first("cup", 3));

        SpecificOrder read = read(AvroFormat.specific(registry, SpecificOrder.class), old);

        assertThat(read.item).hasToString("cup");
        assertThat(read.count).isEqualTo(3L);
        byte[] again = write(AvroFormat.specific(registry, SpecificOrder.class), read);
        assertThat(read(AvroFormat.records(registry, Count.class), again)).isEqualTo(new Count("cup", 3));
    }

    @Test
    void shouldRefuseANumberThatDoesNotFitRatherThanCutIt() throws Exception {
        GenericRecord large = new GenericRecordBuilder(SECOND)
                .set("item", "cup")
                .set("count", 1L << 40)
                .build();
        byte[] bytes = write(AvroFormat.generic(registry), large);

        assertThatThrownBy(() -> read(AvroFormat.records(registry, Count.class), bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("Count.count is a int, which cannot hold 1099511627776");
    }

    @Test
    void shouldRefuseARecordThatNeedsAFieldThatIsNotThere() throws Exception {
        GenericRecord value = new GenericRecordBuilder(SchemaBuilder.record("Other")
                        .fields()
                        .requiredString("item")
                        .endRecord())
                .set("item", "cup")
                .build();
        byte[] bytes = write(AvroFormat.generic(registry), value);

        assertThatThrownBy(() -> read(AvroFormat.records(registry, Count.class), bytes))
                .hasMessageContaining("Count.count is no field")
                .hasMessageContaining("Optional");
    }

    @Test
    void shouldWriteARecordWithASchemaThatIsGiven() throws Exception {
        Schema given = new SchemaParser().parse("""
                        {"type": "record", "name": "Price", "namespace": "shop", "fields": [
                          {"name": "item", "type": "string"},
                          {"name": "price", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                          {"name": "currency", "type": "string", "default": "EUR"}]}
                        """).mainSchema();
        byte[] bytes =
                write(AvroFormat.records(registry, Price.class, given), new Price("cup", new BigDecimal("3.50")));

        assertThat(read(AvroFormat.records(registry, Price.class), bytes))
                .isEqualTo(new Price("cup", new BigDecimal("3.50")));
        assertThatThrownBy(() -> write(AvroFormat.records(registry, Price.class), new Price("cup", BigDecimal.ONE)))
                .hasMessageContaining("Price.price is of the type java.math.BigDecimal, for which no schema follows");
    }

    @Test
    void shouldRefuseToWriteWhatItsSchemaWouldCutOff() {
        Schema given = new SchemaParser().parse("""
                        {"type": "record", "name": "Reading", "namespace": "shop", "fields": [
                          {"name": "count", "type": ["null", "int"]},
                          {"name": "code", "type": {"type": "fixed", "name": "Code", "size": 2}}]}
                        """).mainSchema();
        AvroFormat<Reading> readings = AvroFormat.records(registry, Reading.class, given);

        assertThatThrownBy(() -> write(readings, new Reading(5_000_000_000L, new byte[2])))
                .hasMessageContaining("Reading.count is a int, which cannot hold 5000000000");
        assertThatThrownBy(() -> write(readings, new Reading(5, new byte[3])))
                .hasMessageContaining("Reading.code has 3 bytes, and its schema has 2");
        assertThatCode(() -> write(readings, new Reading(5, new byte[2]))).doesNotThrowAnyException();
    }

    record Reading(long count, byte[] code) {}

    @Test
    void shouldPassTombstonesOn() throws Exception {
        assertThat(deserializer(AvroFormat.generic(registry)).deserialize("orders", (byte[]) null))
                .isNull();
        assertThat(serializer(AvroFormat.generic(registry)).serialize("orders", null))
                .isNull();
    }

    @Test
    void shouldAskTheRegistryOncePerSchema() throws Exception {
        AvroFormat<Line> format = AvroFormat.records(registry, Line.class);
        for (int i = 0; i < 3; i++) {
            read(format, write(format, new Line("cup", i, Optional.empty())));
        }

        assertThat(server.requests()).containsExactly("POST /subjects/orders-value/versions", "GET /schemas/ids/1");
    }

    @Test
    void shouldReadASchemaThatRefersToAnother() throws Exception {
        String item =
                "{\"type\":\"record\",\"name\":\"Item\",\"namespace\":\"shop\",\"fields\":[{\"name\":\"name\",\"type\":\"string\"}]}";
        String box =
                "{\"type\":\"record\",\"name\":\"Box\",\"namespace\":\"shop\",\"fields\":[{\"name\":\"item\",\"type\":\"shop.Item\"}]}";
        server.add("shop.Item", Map.of("schema", item));
        int id = server.add(
                "boxes-value",
                Map.of(
                        "schema",
                        box,
                        "references",
                        List.of(Map.of("name", "shop.Item", "subject", "shop.Item", "version", 1))));
        byte[] bytes = ByteBuffer.allocate(9)
                .put((byte) 0)
                .putInt(id)
                .put(new byte[] {6, 'c', 'u', 'p'})
                .array();

        GenericRecord read = (GenericRecord) read(AvroFormat.generic(registry), bytes);

        assertThat(((GenericRecord) read.get("item")).get("name")).hasToString("cup");
    }

    private static GenericRecord first(String item, int count) {
        return new GenericRecordBuilder(FIRST)
                .set("item", item)
                .set("count", count)
                .set("dropped", "x")
                .build();
    }

    private static <T> byte[] write(AvroFormat<T> format, T value) throws Exception {
        return serializer(format).serialize("orders", value);
    }

    private static byte[] write(AvroFormat<GenericContainer> format, GenericRecord value) throws Exception {
        return serializer(format).serialize("orders", value);
    }

    private static <T> T read(AvroFormat<T> format, byte[] bytes) throws Exception {
        return deserializer(format).deserialize("orders", bytes);
    }

    static <T> Serializer<T> serializer(AvroFormat<T> format) throws Exception {
        Serializer<T> serializer = format.serializer().call();
        serializer.configure(Map.of(), false);
        return serializer;
    }

    static <T> Deserializer<T> deserializer(AvroFormat<T> format) throws Exception {
        Deserializer<T> deserializer = format.deserializer().call();
        deserializer.configure(Map.of(), false);
        return deserializer;
    }
}
