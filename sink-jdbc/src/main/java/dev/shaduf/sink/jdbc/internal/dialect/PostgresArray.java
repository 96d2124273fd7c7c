// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.dialect;

import dev.shaduf.sink.jdbc.internal.load.ArrayKind;
import dev.shaduf.sink.jdbc.internal.row.Plain;
import dev.shaduf.sink.jdbc.internal.table.Column;
import org.jspecify.annotations.Nullable;

/** Writes lists and arrays as PostgreSQL does: {@code {"a","b",NULL}}. */
final class PostgresArray implements Converter {
    private final boolean nested;
    private final Converter element;

    PostgresArray(String elementType, Column column) {
        this.nested = !elementType.startsWith("json");
        this.element = PostgresValues.of(elementType, column);
    }

    @Override
    public Object convert(Object plain) {
        StringBuilder out = new StringBuilder();
        array(Plain.elements(plain), out);
        return out.toString();
    }

    private void array(@Nullable Object[] elements, StringBuilder out) {
        out.append('{');
        for (int i = 0; i < elements.length; i++) {
            Object value = Plain.of(elements[i]);
            if (i > 0) {
                out.append(',');
            }
            if (value == null) {
                out.append("NULL");
            } else if (nested && Plain.isStructured(value)) {
                array(Plain.elements(value), out);
            } else {
                String text = ArrayKind.text(element.convert(value));
                out.append('"')
                        .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        out.append('}');
    }
}
