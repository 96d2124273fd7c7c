// SPDX-License-Identifier: Apache-2.0
/** Sessions and transactions: marks, retries, dead letters, connections. */
@NullMarked
package dev.shaduf.sink.jdbc.internal;

import org.jspecify.annotations.NullMarked;
