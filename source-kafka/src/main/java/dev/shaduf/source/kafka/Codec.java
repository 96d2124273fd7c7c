// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.function.Function0;
import dev.shaduf.source.kafka.internal.RawRecord;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * How keys and values are deserialized.
 *
 * @param keys makes deserializers of keys
 * @param values makes deserializers of values
 * @param settings what they are configured with
 */
record Codec<K, V>(Function0<Deserializer<K>> keys, Function0<Deserializer<V>> values, Map<String, String> settings)
        implements Serializable {
    Open<K, V> open() throws Exception {
        Deserializer<K> key = keys.call();
        Deserializer<V> value = values.call();
        key.configure(settings, true);
        value.configure(settings, false);
        return new Open<>(key, value);
    }

    /** Says nothing of the settings, among which are secrets. */
    @Override
    public String toString() {
        return "codec";
    }

    /** A pair of deserializers, for one thread. */
    record Open<K, V>(Deserializer<K> keys, Deserializer<V> values) implements AutoCloseable {
        @Nullable
        K key(RawRecord raw) {
            ByteBuffer bytes = raw.key();
            return bytes == null ? null : keys.deserialize(raw.topic(), raw.headers(), bytes);
        }

        @Nullable
        V value(RawRecord raw) {
            ByteBuffer bytes = raw.value();
            return bytes == null ? null : values.deserialize(raw.topic(), raw.headers(), bytes);
        }

        @Override
        public void close() {
            keys.close();
            values.close();
        }
    }
}
