// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value read without its class.
 *
 * @param type the name of the class
 * @param fields of a record the components by name; of an enum its {@code name}; of what a codec or Java serialization wrote
 *     the number of its {@code bytes}
 */
public record PlainValue(String type, Map<String, @Nullable Object> fields) {
    /**
     * Shows the value as its class would, under the class's simple name.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return type.substring(type.lastIndexOf('.') + 1) + fields;
    }
}
