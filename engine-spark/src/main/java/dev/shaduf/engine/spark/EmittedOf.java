// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import java.util.Iterator;
import java.util.Objects;

/** What an update emitted. */
final class EmittedOf implements Elements {
    @Override
    public Input read(Iterator<?> elements) {
        Updated updated = (Updated) elements.next();
        return Input.of(Objects.requireNonNull(updated.emitted()).records());
    }
}
