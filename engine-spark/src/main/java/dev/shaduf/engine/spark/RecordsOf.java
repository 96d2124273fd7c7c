// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import java.util.Iterator;

/** Elements that are records themselves. */
final class RecordsOf implements Elements {
    @Override
    public Input read(Iterator<?> elements) {
        return Input.of(elements);
    }
}
