// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that end in the middle and are started again: crashes at every step inside one JVM, processes that are killed,
 * programs that have changed meanwhile, directories that are damaged, full or in use.
 */
@NullMarked
package dev.shaduf.recovery;

import org.jspecify.annotations.NullMarked;
