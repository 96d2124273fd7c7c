// SPDX-License-Identifier: Apache-2.0
/** Stands between a context and its engine, to find state values that are changed in place. */
@NullMarked
package dev.shaduf.testkit.internal;

import org.jspecify.annotations.NullMarked;
