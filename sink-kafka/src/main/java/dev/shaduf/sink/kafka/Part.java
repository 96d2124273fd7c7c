// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka;

import dev.shaduf.function.Function;
import dev.shaduf.function.Function0;
import java.io.Serializable;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The key or the value of records: what it is made of and how it is serialized.
 *
 * @param function takes it out of a record
 * @param serializers makes serializers
 */
record Part<T, X>(Function<? super T, ? extends @Nullable X> function, Function0<? extends Serializer<X>> serializers)
        implements Serializable {
    Open<T, X> open(Map<String, String> settings, boolean key) throws Exception {
        Serializer<X> serializer = serializers.call();
        serializer.configure(settings, key);
        return new Open<>(function, serializer);
    }

    /** The same, for one thread. */
    record Open<T, X>(Function<? super T, ? extends @Nullable X> function, Serializer<X> serializer)
            implements AutoCloseable {
        byte @Nullable [] bytes(T record, String topic, Headers headers) throws Exception {
            X found = function.call(record);
            return found == null ? null : serializer.serialize(topic, headers, found);
        }

        @Override
        public void close() {
            serializer.close();
        }
    }
}
