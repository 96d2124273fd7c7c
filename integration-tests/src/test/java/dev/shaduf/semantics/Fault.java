// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import dev.shaduf.testkit.Shared;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A failure that a test puts into a function: nothing until armed, then one call throws. Serializable, as the functions that hold it
 * are; copies share what is armed.
 */
final class Fault implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Shared<Armed> armed = new Shared<>(new Armed());

    /** What copies share. */
    private static final class Armed {
        private final AtomicInteger toThrow = new AtomicInteger();
        private final AtomicInteger thrown = new AtomicInteger();

        boolean strikes() {
            boolean strikes = toThrow.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (strikes) {
                thrown.incrementAndGet();
            }
            return strikes;
        }
    }

    /** Has the next call throw. */
    Fault arm() {
        return arm(1);
    }

    /** Has a number of calls throw. */
    Fault arm(int calls) {
        ask(of -> of.toThrow.getAndSet(calls));
        return this;
    }

    /** Throws if armed. */
    void strike() throws IOException {
        if (ask(Armed::strikes)) {
            throw new IOException("struck");
        }
    }

    /** Returns a value, unless armed. */
    <T> T pass(T value) throws IOException {
        strike();
        return value;
    }

    int thrown() {
        return ask(of -> of.thrown.get());
    }

    private <R> R ask(Shared.Use<Armed, R> use) {
        try {
            return armed.call(use);
        } catch (Exception e) {
            throw new IllegalStateException("the JVM of the test cannot be asked", e);
        }
    }
}
