// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → graph → job → [sink]}
 *
 * <p>Writes batches into tables of a database, exactly once, by any JDBC driver.
 */
@NullMarked
package dev.shaduf.sink.jdbc;

import org.jspecify.annotations.NullMarked;
