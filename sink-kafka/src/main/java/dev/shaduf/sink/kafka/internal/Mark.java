// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

/**
 * What Kafka keeps of the batches written: committed as an offset of a group of the output's own, in the transaction that
 * holds the records.
 *
 * @param batch the number of the last batch written; 0 for none
 * @param epoch the epoch of the run that wrote it
 */
record Mark(long batch, long epoch) {
    private static final String PREFIX = "shaduf-epoch:";

    String metadata() {
        return PREFIX + epoch;
    }

    static Mark of(long batch, String metadata) {
        if (!metadata.startsWith(PREFIX)) {
            throw new IllegalStateException("the mark of the last batch is '" + metadata + "', which is not of a sink");
        }
        return new Mark(batch, Long.parseLong(metadata.substring(PREFIX.length())));
    }
}
