// SPDX-License-Identifier: Apache-2.0
/** From records to cells, from cells to lines of a table. */
@NullMarked
package dev.shaduf.sink.console.internal;

import org.jspecify.annotations.NullMarked;
