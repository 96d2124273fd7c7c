// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.util.Arrays;
import java.util.Locale;

/** Where contenders find their lines. */
public enum InputKind {
    /** A feeder sends them over TCP. */
    SOCKET,
    /** They are in a topic of a real broker. */
    KAFKA;

    /**
     * Finds a kind.
     *
     * @param name in lower case
     * @return the kind
     * @throws IllegalArgumentException if there is none of that name
     */
    public static InputKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown input '" + name + "': socket or kafka"));
    }
}
