// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.io.IOException;

/** A log that must not be used: of another stream, or written by a newer version. */
public final class LogFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    LogFormatException(String message) {
        super(message);
    }
}
