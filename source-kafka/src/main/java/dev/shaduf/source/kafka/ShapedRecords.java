// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.source.kafka.internal.RawRecord;
import dev.shaduf.source.kafka.internal.RecordFactory;
import org.jspecify.annotations.Nullable;

/** Deserializes and shapes records. */
final class ShapedRecords<K, V, T> implements RecordFactory<T> {
    private final Codec.Open<K, V> codec;
    private final Shaper<K, V, T> shaper;

    ShapedRecords(Codec.Open<K, V> codec, Shaper<K, V, T> shaper) {
        this.codec = codec;
        this.shaper = shaper;
    }

    @Override
    public @Nullable T make(RawRecord raw) throws Exception {
        return shaper.shape(codec, raw);
    }

    @Override
    public void close() {
        codec.close();
    }
}
