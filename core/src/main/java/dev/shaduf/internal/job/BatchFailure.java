// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

/** Says where a failure happened; suppressed in the exception of the user's function, which says what happened. */
final class BatchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BatchFailure(String message) {
        super(message, null, false, false);
    }
}
