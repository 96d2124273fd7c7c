// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.source.kafka.internal.RawRecord;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Makes a record of the stream of one of Kafka; null leaves it out. */
@FunctionalInterface
interface Shaper<K, V, T> extends Serializable {
    @Nullable
    T shape(Codec.Open<K, V> codec, RawRecord raw) throws Exception;
}
