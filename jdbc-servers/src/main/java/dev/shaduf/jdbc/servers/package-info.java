// SPDX-License-Identifier: Apache-2.0
/** Real database servers for tests: child processes on 127.0.0.1 that may be killed and started again. */
@NullMarked
package dev.shaduf.jdbc.servers;

import org.jspecify.annotations.NullMarked;
