// SPDX-License-Identifier: Apache-2.0
/** The door: where a stream program starts. */
@NullMarked
package dev.shaduf;

import org.jspecify.annotations.NullMarked;
