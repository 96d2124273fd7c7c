// SPDX-License-Identifier: Apache-2.0
/** The built-in stores of files and of checkpoints: {@code file:}, the file systems of this machine. */
@NullMarked
package dev.shaduf.internal.file;

import org.jspecify.annotations.NullMarked;
