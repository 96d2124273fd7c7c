// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

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

    static String message(Throwable e) {
        Throwable root = of(e);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }
}
