// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.KeyedState;
import dev.shaduf.engine.Stage;
import dev.shaduf.function.Tuple2;
import org.jspecify.annotations.Nullable;

/** Walks one version of a table, whatever updates do meanwhile: what they add is newer, and nothing moves. */
final class ViewInput implements Input {
    private static final Entry[] NONE = {};

    private final String name;
    private final Version version;
    private final Walk walk;
    private @Nullable Entry[] page = NONE;
    private int next;

    ViewInput(String name, Version version, Walk walk) {
        this.name = name;
        this.version = version;
        this.walk = walk;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        return visit((key, value) -> into.push(new Tuple2<>(key, value)), max);
    }

    boolean visit(KeyedState.Visitor visitor, int max) throws Exception {
        int visited = 0;
        while (visited < max && more()) {
            Entry entry = Table.read(page, next++);
            Object value = entry == null ? null : read(name, version, entry);
            if (entry != null && value != null) {
                visitor.visit(entry.key, value);
                visited++;
            }
        }
        return more();
    }

    private boolean more() {
        while (next == page.length) {
            @Nullable Entry[] following = walk.next();
            if (following == null) {
                return false;
            }
            page = following;
            next = 0;
        }
        return true;
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
