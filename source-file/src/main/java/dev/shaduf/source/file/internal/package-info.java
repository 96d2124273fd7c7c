// SPDX-License-Identifier: Apache-2.0
/** How files are found, remembered, divided and read. */
@NullMarked
package dev.shaduf.source.file.internal;

import org.jspecify.annotations.NullMarked;
