// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

/** What happens when a batch has failed in its last attempt. */
public enum FailurePolicy {
    /** The context stops, and {@code awaitTermination} throws what the function of the program threw. */
    STOP,
    /**
     * The stream goes on. Outputs that committed stay; those that failed are recorded with the inputs of the batch and can be
     * replayed. A state whose update failed stays as it was before the batch, and the batch counts as empty for windows behind
     * the operator that failed.
     */
    SKIP
}
