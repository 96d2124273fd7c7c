// SPDX-License-Identifier: Apache-2.0
/**
 * Text files as RDDs, on any file store: finds files, reads lines in pieces, writes a directory of parts. Takes from
 * {@code spi.FileStore}; hands to {@code internal.rdd}; finds on the caller's thread, reads and writes on task threads.
 */
@NullMarked
package dev.shaduf.internal.text;

import org.jspecify.annotations.NullMarked;
