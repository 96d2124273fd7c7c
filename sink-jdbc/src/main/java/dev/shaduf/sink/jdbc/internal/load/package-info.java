// SPDX-License-Identifier: Apache-2.0
/** Ways to bring many rows into a table by few statements. */
@NullMarked
package dev.shaduf.sink.jdbc.internal.load;

import org.jspecify.annotations.NullMarked;
