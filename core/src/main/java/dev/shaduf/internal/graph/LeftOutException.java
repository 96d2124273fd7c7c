// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

/** The RDD of a batch was asked for that an operator could not make: the batch has been left out there. */
final class LeftOutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Throwable failure;

    LeftOutException(Throwable failure) {
        super(failure.toString(), failure, false, false);
        this.failure = failure;
    }

    /** Returns why the operator could not make it. */
    Throwable failure() {
        return failure;
    }
}
