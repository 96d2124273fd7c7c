// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.io.IOException;

/** Records that were planned, or should have been, are not in Kafka any more. */
public final class DataLossException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param what which records of which partition, and how that is known
     */
    public DataLossException(String what) {
        super(what + ". Records are lost; failOnDataLoss=false goes on without them");
    }
}
