// SPDX-License-Identifier: Apache-2.0
/** Sinks whose writers work where the tasks of an engine do: on local threads, or in the executors of a cluster. */
@NullMarked
package dev.shaduf.sinks;

import org.jspecify.annotations.NullMarked;
