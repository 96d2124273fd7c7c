// SPDX-License-Identifier: Apache-2.0
/** The client of the registry, the frame around values, and how values become records of Java and back. */
@NullMarked
package dev.shaduf.format.avro.internal;

import org.jspecify.annotations.NullMarked;
