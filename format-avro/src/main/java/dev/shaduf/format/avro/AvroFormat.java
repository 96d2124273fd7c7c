// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import dev.shaduf.format.avro.internal.Datums;
import dev.shaduf.format.avro.internal.GenericDatums;
import dev.shaduf.format.avro.internal.RecordDatums;
import dev.shaduf.format.avro.internal.RegistryClient;
import dev.shaduf.format.avro.internal.SpecificDatums;
import dev.shaduf.format.avro.internal.WireReader;
import dev.shaduf.format.avro.internal.WireWriter;
import dev.shaduf.function.Function0;
import java.io.Serializable;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values in Avro's binary form behind the id of their schema, as the serializers of Confluent write them. Immutable; safe for
 * use by many threads.
 *
 * <pre>{@code
 * AvroFormat<Order> orders = AvroFormat.records(SchemaRegistry.at("http://localhost:8081"), Order.class);
 * ssc.stream(KafkaSource.of("localhost:9092", StringDeserializer::new, orders.deserializer()).subscribe("orders").build());
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class AvroFormat<T> implements Serializable {
    private final SchemaRegistry registry;
    private final Datums<T> datums;
    private final boolean register;

    private AvroFormat(SchemaRegistry registry, Datums<T> datums, boolean register) {
        this.registry = registry;
        this.datums = datums;
        this.register = register;
    }

    /**
     * Has values as Avro's generic records, with the schema that each was written with.
     *
     * @param registry where the schemas are
     * @return the format
     */
    public static AvroFormat<GenericContainer> generic(SchemaRegistry registry) {
        return new AvroFormat<>(registry, new GenericDatums(null), true);
    }

    /**
     * Has values as Avro's generic records with one schema, whatever each was written with, by Avro's rules for the evolution of
     * schemas.
     *
     * @param registry where the schemas are
     * @param reader the schema of the values
     * @return the format
     */
    public static AvroFormat<GenericContainer> generic(SchemaRegistry registry, Schema reader) {
        return new AvroFormat<>(registry, new GenericDatums(reader), true);
    }

    /**
     * Has values as a class that Avro's compiler made, whatever they were written with, by Avro's rules for the evolution of
     * schemas.
     *
     * @param registry where the schemas are
     * @param type the class
     * @param <T> the class
     * @return the format
     */
    public static <T extends SpecificRecord> AvroFormat<T> specific(SchemaRegistry registry, Class<T> type) {
        return new AvroFormat<>(registry, new SpecificDatums<>(type), true);
    }

    /**
     * Has values as records of Java. Each component takes the field of its name; fields without a component are passed over, and
     * a component without a field must be an {@code Optional}. Values are written with the schema that follows from the
     * components.
     *
     * @param registry where the schemas are
     * @param type the record
     * @param <T> the record
     * @return the format
     */
    public static <T extends Record> AvroFormat<T> records(SchemaRegistry registry, Class<T> type) {
        return new AvroFormat<>(registry, new RecordDatums<>(type, null), true);
    }

    /**
     * Has values as records of Java, and writes them with a schema that is given: its fields are taken from the components of
     * their names.
     *
     * @param registry where the schemas are
     * @param type the record
     * @param writer the schema to write with
     * @param <T> the record
     * @return the format
     */
    public static <T extends Record> AvroFormat<T> records(SchemaRegistry registry, Class<T> type, Schema writer) {
        return new AvroFormat<>(registry, new RecordDatums<>(type, writer), true);
    }

    /**
     * Never adds a schema to the registry: one that is not there is refused.
     *
     * @return another format
     */
    public AvroFormat<T> registered() {
        return new AvroFormat<>(registry, datums, false);
    }

    /**
     * Returns what a source takes.
     *
     * @return makes deserializers
     */
    public Function0<Deserializer<T>> deserializer() {
        return () -> new AvroDeserializer<>(this);
    }

    /**
     * Returns what a sink takes. Schemas are registered under the subject {@code <topic>-key} or {@code <topic>-value}.
     *
     * @return makes serializers
     */
    public Function0<Serializer<T>> serializer() {
        return () -> new AvroSerializer<>(this);
    }

    WireReader<T> reader() {
        return new WireReader<>(RegistryClient.of(registry.address()), datums);
    }

    WireWriter<T> writer() {
        return new WireWriter<>(RegistryClient.of(registry.address()), datums, register);
    }
}
