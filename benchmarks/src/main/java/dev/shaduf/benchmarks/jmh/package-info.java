// SPDX-License-Identifier: Apache-2.0
/**
 * JMH benchmarks, one class per topic. Those of a stream drive the scheduler of a whole context through {@link
 * dev.shaduf.benchmarks.jmh.SteppedStream}.
 */
@NullMarked
package dev.shaduf.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
