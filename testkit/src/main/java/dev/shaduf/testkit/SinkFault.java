// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

/** Where a {@link CollectingSink} can be made to fail. */
public enum SinkFault {
    /** A writer cannot be opened. */
    OPEN,
    /** A record cannot be written. */
    WRITE,
    /** An attempt cannot be prepared. */
    PREPARE,
    /** An attempt has been prepared, but the task dies before anybody hears of it. */
    AFTER_PREPARE,
    /** A batch cannot be committed; nothing of it is visible. */
    COMMIT,
    /** A batch has been committed, but the caller gets an exception. */
    AFTER_COMMIT
}
