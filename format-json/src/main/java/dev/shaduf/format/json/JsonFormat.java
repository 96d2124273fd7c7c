// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.shaduf.function.Function0;
import java.io.Serializable;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values as JSON in UTF-8: records and beans of Java, maps and lists, whatever Jackson makes of a class. Times are texts as ISO
 * 8601 has them, an empty {@code Optional} is null. A number or boolean that is missing, a property that the class does not have,
 * and anything behind the value are refused. Immutable; safe for use by many threads.
 *
 * <pre>{@code
 * JsonFormat<Order> orders = JsonFormat.of(Order.class);
 * ssc.stream(KafkaSource.of("localhost:9092", StringDeserializer::new, orders.deserializer()).subscribe("orders").build());
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class JsonFormat<T> implements Serializable {
    private final Class<T> type;
    private final boolean ignoring;

    private JsonFormat(Class<T> type, boolean ignoring) {
        this.type = type;
        this.ignoring = ignoring;
    }

    /**
     * Has values of a class; {@code Object} gives maps, lists, texts, numbers and booleans.
     *
     * @param type the class
     * @param <T> the class
     * @return the format
     */
    public static <T> JsonFormat<T> of(Class<T> type) {
        return new JsonFormat<>(type, false);
    }

    /**
     * Passes over properties that the class does not have.
     *
     * @return another format
     */
    public JsonFormat<T> ignoringUnknown() {
        return new JsonFormat<>(type, true);
    }

    /**
     * Returns what a source takes.
     *
     * @return makes deserializers
     */
    public Function0<Deserializer<T>> deserializer() {
        return () -> new JsonDeserializer<>(this);
    }

    /**
     * Returns what a sink takes.
     *
     * @return makes serializers
     */
    public Function0<Serializer<T>> serializer() {
        return JsonSerializer::new;
    }

    Class<T> type() {
        return type;
    }

    JsonMapper mapper() {
        MapperBuilder<JsonMapper, ?> builder = builder()
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        if (ignoring) {
            builder.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        }
        return builder.build();
    }

    static MapperBuilder<JsonMapper, ?> builder() {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    }
}
