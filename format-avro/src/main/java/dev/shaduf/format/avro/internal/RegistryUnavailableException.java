// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry does not answer, or does not let us in. That is no fault of the value that was to be read or written, so
 * no value becomes a dead letter because of it: the task fails and is tried again.
 */
final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1;

    RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
