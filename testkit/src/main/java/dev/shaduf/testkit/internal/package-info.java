// SPDX-License-Identifier: Apache-2.0
/**
 * Stands between a context and its engine, to find state values that are changed in place, and between a stream and its
 * checkpoint directory, to fail by URI.
 */
@NullMarked
package dev.shaduf.testkit.internal;

import org.jspecify.annotations.NullMarked;
