// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.internal.block.BlockCutter;
import dev.shaduf.internal.block.Draft;
import dev.shaduf.spi.RefusedRecordException;
import org.jspecify.annotations.Nullable;

/** Refuses records that the receiver's log could not hold, and says so to whoever listens: the receiver may keep it to itself. */
final class Refusals {
    private final ReceiverStatus status;
    private final Counters counters;
    private final BlockCutter cutter;

    Refusals(ReceiverStatus status, Counters counters, BlockCutter cutter) {
        this.status = status;
        this.counters = counters;
        this.cutter = cutter;
    }

    /** Refuses a record that cannot be written. */
    void check(Object record) {
        try {
            cutter.check(record);
        } catch (CodecException e) {
            throw refused("the record", e);
        }
    }

    /** Stores a block, or refuses it as a whole. */
    void store(Draft block, @Nullable Object token) {
        try {
            block.store(token);
        } catch (CodecException e) {
            throw refused("the block", e);
        }
    }

    private RefusedRecordException refused(String what, CodecException cause) {
        counters.count(Counters.REFUSED, 1);
        String message = status.label() + " cannot write to its log: " + cause.getMessage() + "; " + what
                + " was not stored and nothing was acknowledged";
        RefusedRecordException refused = new RefusedRecordException(message, cause);
        status.failed(message, refused);
        return refused;
    }
}
