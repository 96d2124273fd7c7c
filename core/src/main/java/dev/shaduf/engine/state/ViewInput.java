// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Stage;
import dev.shaduf.function.Tuple2;
import org.jspecify.annotations.Nullable;

/** Walks one version of a table, whatever updates do meanwhile: what they add is newer, and nothing moves. */
final class ViewInput implements Input {
    private final String name;
    private final Version version;
    private final @Nullable Entry[] entries;
    private int next;

    ViewInput(String name, Version version, @Nullable Entry[] entries) {
        this.name = name;
        this.version = version;
        this.entries = entries;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        return visit((key, value) -> into.push(new Tuple2<>(key, value)), max);
    }

    boolean visit(KeyedState.Visitor visitor, int max) throws Exception {
        int visited = 0;
        while (next < entries.length && visited < max) {
            Entry entry = Table.read(entries, next++);
            Object value = entry == null ? null : read(name, version, entry);
            if (entry != null && value != null) {
                visitor.visit(entry.key, value);
                visited++;
            }
        }
        return next < entries.length;
    }

    /** Reads a value of a version, unless it has been let go of. */
    static @Nullable Object read(String name, Version version, Entry entry) {
        Object value = entry.at(version.time);
        check(name, version);
        return value;
    }

    static void check(String name, Version version) {
        if (!version.readable) {
            throw new IllegalStateException(
                    name + ": the version of " + version.time + " was let go of while it was read");
        }
    }

    @Override
    public void close() {}
}
