// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.sink.jdbc.internal.table.TableName;

/**
 * A table that this library creates.
 *
 * @param name its name
 * @param body what stands between the parentheses of {@code CREATE TABLE}
 */
record OwnTable(TableName name, String body) {}
