// SPDX-License-Identifier: Apache-2.0
/** What differs between databases: quotes, statements, types, errors. */
@NullMarked
package dev.shaduf.sink.jdbc.internal.dialect;

import org.jspecify.annotations.NullMarked;
