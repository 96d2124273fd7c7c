// SPDX-License-Identifier: Apache-2.0
/**
 * {@code [source] → receiver → block → batch → graph → job → sink}
 *
 * <p>Reads the files of a directory, each exactly once.
 */
@NullMarked
package dev.shaduf.source.file;

import org.jspecify.annotations.NullMarked;
