// SPDX-License-Identifier: Apache-2.0
/**
 * Discretized streams: what a program says about data that keeps coming. Everything here is an interface or a value.
 */
@NullMarked
package dev.shaduf.dstream;

import org.jspecify.annotations.NullMarked;
