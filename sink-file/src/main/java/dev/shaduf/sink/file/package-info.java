// SPDX-License-Identifier: Apache-2.0
/** Writes each batch to files that appear whole or not at all. */
@NullMarked
package dev.shaduf.sink.file;

import org.jspecify.annotations.NullMarked;
