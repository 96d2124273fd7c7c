// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import dev.shaduf.sink.jdbc.internal.table.Table;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of each row.
 *
 * @param name the column that it goes to
 * @param type what it is in Java; {@code null} where that is not known
 * @param optional whether it may be absent, as its type says
 */
public record Field(String name, @Nullable Class<?> type, boolean optional) {
    /** Describes a value of some Java type; of an {@code Optional}, what is in it. */
    static Field of(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            boolean optional = generic.getRawType() == Optional.class;
            Type inner = optional ? generic.getActualTypeArguments()[0] : generic.getRawType();
            return new Field(name, raw(inner), true);
        }
        Class<?> raw = raw(type);
        return new Field(name, raw, raw == null || !raw.isPrimitive());
    }

    /** Whether a user who writes a name means this field: as it is spelled, in another case, or in snake case. */
    public boolean isNamed(String wanted) {
        return name.equalsIgnoreCase(wanted) || Table.snakeCase(name).equals(Table.snakeCase(wanted));
    }

    private static @Nullable Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        return type instanceof Class<?> known ? known : null;
    }
}
