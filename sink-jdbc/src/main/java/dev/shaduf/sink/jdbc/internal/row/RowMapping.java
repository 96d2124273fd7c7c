// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a row of values from a record. Safe for use by many threads. */
public interface RowMapping {
    /** The fields, in the order of the values. */
    List<Field> fields();

    /** Reads the values out of a record; what a function of the user throws passes. */
    @Nullable
    Object[] values(Object record) throws Exception;
}
