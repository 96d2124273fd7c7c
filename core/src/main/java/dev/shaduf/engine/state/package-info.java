// SPDX-License-Identifier: Apache-2.0
/**
 * The state of operators, for every engine: a {@linkplain dev.shaduf.engine.state.StateTables table space} per stream, in it
 * versioned tables, one {@linkplain dev.shaduf.engine.state.StatePartition partition} at a time. What an update, its undoing and
 * its publishing cost depends on the keys touched, never on the size of the table.
 */
@NullMarked
package dev.shaduf.engine.state;

import org.jspecify.annotations.NullMarked;
