// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the versions of a table begin with: the table whole, as of a version.
 *
 * @param version the version; {@code null} for no version at all, which is a table without keys
 * @param whole the table, a payload for each partition; empty for none
 */
record Base(@Nullable Delta version, List<Payload> whole) implements Serializable {
    static final Base EMPTY = new Base(null, List.of());

    long bytes() {
        return whole.stream().mapToLong(Payload::bytes).sum();
    }

    void free() {
        whole.forEach(Payload::free);
    }
}
