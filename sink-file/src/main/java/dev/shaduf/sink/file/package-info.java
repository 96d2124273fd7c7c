// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → graph → job → [sink]}
 *
 * <p>Writes batches into directories of files, each published by one rename, exactly once.
 */
@NullMarked
package dev.shaduf.sink.file;

import org.jspecify.annotations.NullMarked;
