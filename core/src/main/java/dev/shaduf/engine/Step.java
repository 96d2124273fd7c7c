// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.io.Serializable;

/** What a {@link NarrowNode} does to each partition: record by record, or to the partition as a whole. */
public sealed interface Step extends Serializable permits PushStep, PullStep {}
