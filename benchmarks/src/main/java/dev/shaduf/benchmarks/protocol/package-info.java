// SPDX-License-Identifier: Apache-2.0
/** What a contender and the runner say to each other: options in, one-line announcements out. */
@NullMarked
package dev.shaduf.benchmarks.protocol;

import org.jspecify.annotations.NullMarked;
