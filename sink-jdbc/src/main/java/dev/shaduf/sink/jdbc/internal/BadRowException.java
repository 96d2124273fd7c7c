// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

/** Among rows that were loaded as if all were good, one is not. */
final class BadRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRowException(Throwable cause) {
        super(cause);
    }
}
