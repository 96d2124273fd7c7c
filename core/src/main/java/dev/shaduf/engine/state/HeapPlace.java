// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.Codecs;
import org.jspecify.annotations.Nullable;

/**
 * All in the heap.
 *
 * @param guarding encodes what updates read; {@code null} for rollback by reference
 */
record HeapPlace(@Nullable Codecs guarding) implements Place {
    @Override
    public Keys keys(String partition) {
        return new Table();
    }

    @Override
    public Partials partials() {
        return new Partials(null);
    }

    @Override
    public void clear() {}
}
