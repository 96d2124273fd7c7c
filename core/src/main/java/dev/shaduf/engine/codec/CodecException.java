// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import org.jspecify.annotations.Nullable;

/** A value cannot be written, or what was written cannot be read: the message names the class and what to do. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was attempted, and what to do
     */
    public CodecException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what was attempted, and what to do
     * @param cause why it failed
     */
    public CodecException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
