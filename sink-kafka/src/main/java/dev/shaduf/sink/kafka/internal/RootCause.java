// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import org.apache.kafka.common.errors.TimeoutException;

/** What is behind the exceptions of Kafka's clients, of which the outer ones say little. */
final class RootCause {
    private RootCause() {}

    static Throwable of(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Says what is behind it; of something waited for in vain what that was, which its own cause leaves out. */
    static String message(Throwable e) {
        Throwable said = e;
        while (said.getCause() != null && !(said instanceof TimeoutException)) {
            said = said.getCause();
        }
        return said.getMessage() == null ? said.toString() : said.getMessage();
    }
}
