// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads inputs one behind the other; at most one is open at a time. */
final class ConcatInput implements Input {
    private final Iterator<? extends Opener> parts;
    private @Nullable Input open;

    ConcatInput(Iterator<? extends Opener> parts) {
        this.parts = parts;
    }

    @Override
    public boolean advance(Stage into, int max) throws Exception {
        Input part = open;
        if (part == null) {
            if (!parts.hasNext()) {
                return false;
            }
            part = parts.next().open();
            open = part;
        }
        if (!part.advance(into, max)) {
            close();
            return parts.hasNext();
        }
        return true;
    }

    @Override
    public void close() throws Exception {
        Input part = open;
        open = null;
        if (part != null) {
            part.close();
        }
    }
}
