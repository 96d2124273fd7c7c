// SPDX-License-Identifier: Apache-2.0
/** What the database says about the table that is written. */
@NullMarked
package dev.shaduf.sink.jdbc.internal.table;

import org.jspecify.annotations.NullMarked;
