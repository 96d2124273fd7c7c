// SPDX-License-Identifier: Apache-2.0
/** How files are staged, marked and published; how records become bytes. */
@NullMarked
package dev.shaduf.sink.file.internal;

import org.jspecify.annotations.NullMarked;
