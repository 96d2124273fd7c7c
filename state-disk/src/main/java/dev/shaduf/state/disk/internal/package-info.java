// SPDX-License-Identifier: Apache-2.0
/** The file of a store. */
@NullMarked
package dev.shaduf.state.disk.internal;

import org.jspecify.annotations.NullMarked;
