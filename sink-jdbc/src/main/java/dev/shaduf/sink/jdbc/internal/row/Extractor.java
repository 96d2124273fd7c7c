// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import dev.shaduf.function.Function;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function of the user that reads one value out of a record.
 *
 * @param name the column that it goes to
 * @param type what it returns; {@code null} where the user did not say
 * @param function the function
 */
public record Extractor(String name, @Nullable Class<?> type, Function<Object, ?> function) implements Serializable {}
