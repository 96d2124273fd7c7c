// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prints of the values of one partition, by identity: a version that is rolled back leaves the older ones valid. */
final class PartitionPrints {
    private Map<Object, Print> prints = new IdentityHashMap<>();
    private @Nullable String complaint;

    /** Takes the print of a value that is new to the table, or compares it with the one taken before. */
    boolean matches(Object value) {
        Print now = Print.of(value);
        Print before = prints.putIfAbsent(value, now);
        return before == null || before.equals(now);
    }

    /** Keeps what was found first: a further attempt of the batch finds the same value, but no longer when it was changed. */
    String complain(String found) {
        if (complaint == null) {
            complaint = found;
        }
        return complaint;
    }

    /** Begins to look at all values of the table; what is not seen until the end of it is forgotten. */
    Renewal renew() {
        return new Renewal();
    }

    final class Renewal {
        private final Map<Object, Print> seen = new IdentityHashMap<>();

        boolean matches(Object value) {
            boolean same = PartitionPrints.this.matches(value);
            seen.put(value, prints.get(value));
            return same;
        }

        void end() {
            prints = seen;
        }
    }
}
