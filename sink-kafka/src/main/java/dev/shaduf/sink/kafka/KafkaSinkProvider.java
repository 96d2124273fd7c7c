// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.function.Function0;
import dev.shaduf.function.Tuple2;
import dev.shaduf.sink.kafka.internal.SinkSettings;
import dev.shaduf.spi.Sink;
import dev.shaduf.spi.SinkProvider;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes Kafka sinks by name: {@code sinkTo("kafka", Map.of("kafka.bootstrap.servers", …, "topic", …))}. A pair is written
 * as key and value, anything else as value.
 */
public final class KafkaSinkProvider implements SinkProvider {
    /** For {@link java.util.ServiceLoader}. */
    public KafkaSinkProvider() {}

    @Override
    public String id() {
        return "kafka";
    }

    @Override
    public List<Setting<?>> settings() {
        return SinkSettings.all();
    }

    @SuppressWarnings("NullAway") // a function of a key or value may give null
    @Override
    public Sink<?> create(Options options) {
        Function0<Serializer<Object>> keys = Serializers.named(SinkSettings.KEY.key(), options.get(SinkSettings.KEY));
        Function0<Serializer<Object>> values =
                Serializers.named(SinkSettings.VALUE.key(), options.get(SinkSettings.VALUE));
        return KafkaSink.<Object, Object>of(
                        options.get(SinkSettings.BOOTSTRAP),
                        options.get(SinkSettings.TOPIC),
                        record -> value(record),
                        values)
                .key(record -> key(record), keys)
                .build(options);
    }

    private static @Nullable Object key(Object record) {
        return record instanceof Tuple2<?, ?> pair ? pair._1() : null;
    }

    private static @Nullable Object value(Object record) {
        return record instanceof Tuple2<?, ?> pair ? pair._2() : record;
    }
}
