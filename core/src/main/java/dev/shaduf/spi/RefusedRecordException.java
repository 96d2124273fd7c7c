// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/**
 * Thrown by {@code store} for a record that cannot be written to the receiver's log: no codec knows its class, or its codec
 * failed. Nothing of that call was stored, and neither its position nor its token counts as stored. A receiver that lets it out,
 * and restarts, is sent the record again; one that catches it and goes on has decided to do without that record.
 */
public final class RefusedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which receiver, which class, and what to do
     * @param cause what the codec said
     */
    public RefusedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
