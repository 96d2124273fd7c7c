// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import java.io.IOException;

/** Another process has taken the directory over: this one must write no more. */
public final class FencedException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was attempted, under which epoch, and which epoch holds the directory now
     */
    public FencedException(String message) {
        super(message);
    }
}
