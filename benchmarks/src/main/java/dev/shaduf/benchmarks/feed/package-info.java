// SPDX-License-Identifier: Apache-2.0
/** Processes that serve generated lines over TCP, at full speed or at a fixed rate. */
@NullMarked
package dev.shaduf.benchmarks.feed;

import org.jspecify.annotations.NullMarked;
