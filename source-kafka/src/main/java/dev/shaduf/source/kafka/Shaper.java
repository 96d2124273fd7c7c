// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Makes a record of the stream of one of Kafka; null leaves it out. */
@FunctionalInterface
interface Shaper<K, V, T> extends Serializable {
    @Nullable
    T shape(Codec.Open<K, V> codec, ConsumerRecord<ByteBuffer, ByteBuffer> raw) throws Exception;
}
