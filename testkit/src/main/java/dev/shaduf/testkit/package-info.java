// SPDX-License-Identifier: Apache-2.0
/**
 * For tests of pipelines and connectors: a clock moved by hand, inputs and outputs in memory, a harness that runs batches
 * without waiting for time to pass, a probe for receivers, crashes at any step of a batch, disks that fail. The contracts of
 * connectors and stores are in {@code contract}.
 */
@NullMarked
package dev.shaduf.testkit;

import org.jspecify.annotations.NullMarked;
