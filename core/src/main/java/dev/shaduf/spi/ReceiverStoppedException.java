// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

/** Thrown by {@code store} in a thread of a receiver that is being stopped; the thread should end. */
public final class ReceiverStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which receiver, and what became of the record
     */
    public ReceiverStoppedException(String message) {
        super(message);
    }
}
