// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The names of the contexts that are active in this JVM: threads and statistics are told apart by them. */
final class ActiveNames {
    private static final Set<String> ACTIVE = ConcurrentHashMap.newKeySet();

    private ActiveNames() {}

    /** Takes a name. */
    static void acquire(String name) {
        if (!ACTIVE.add(name)) {
            throw new IllegalStateException("a streaming context named '" + name + "' is active in this JVM already, so"
                    + " another one cannot be started; stop it, or give this one another name with shaduf.app.name");
        }
    }

    /** Gives a name back. */
    static void release(String name) {
        ACTIVE.remove(name);
    }
}
