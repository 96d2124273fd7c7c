// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import dev.shaduf.function.Function0;
import dev.shaduf.source.kafka.internal.KafkaSettings;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceProvider;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;

/** Makes Kafka sources by name: {@code stream("kafka", Map.of("kafka.bootstrap.servers", …, "subscribe", …), …)}. */
public final class KafkaSourceProvider implements SourceProvider {
    /** For {@link java.util.ServiceLoader}. */
    public KafkaSourceProvider() {}

    @Override
    public String id() {
        return "kafka";
    }

    @Override
    public List<Setting<?>> settings() {
        return KafkaSettings.all();
    }

    @Override
    public Source<?, ?, ?> create(Options options) {
        Function0<Deserializer<Object>> keys =
                Deserializers.named(KafkaSettings.KEY.key(), options.get(KafkaSettings.KEY));
        Function0<Deserializer<Object>> values =
                Deserializers.named(KafkaSettings.VALUE.key(), options.get(KafkaSettings.VALUE));
        KafkaSourceBuilder<Object, Object, Object> builder =
                KafkaSource.of(options.get(KafkaSettings.BOOTSTRAP), keys, values);
        return switch (options.get(KafkaSettings.RECORDS)) {
            case VALUE -> builder.build(options);
            case PAIR -> builder.pairs().build(options);
            case RECORD -> builder.records().build(options);
        };
    }
}
