// SPDX-License-Identifier: Apache-2.0
/** How records become rows of values. */
@NullMarked
package dev.shaduf.sink.jdbc.internal.row;

import org.jspecify.annotations.NullMarked;
