// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.faults;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What an exception tells its reader: its own message, those of its causes, and the notes on where it happened. */
final class Told {
    private Told() {}

    static String by(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            text.append(one).append('\n');
            for (Throwable note : one.getSuppressed()) {
                text.append("  ").append(note).append('\n');
            }
        }
        return text.toString();
    }

    static String by(ThrowingCallable body) {
        Throwable thrown = Assertions.catchThrowable(body);
        if (thrown == null) {
            throw new AssertionError("nothing was thrown");
        }
        return by(thrown);
    }
}
