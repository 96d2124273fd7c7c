// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.console.internal;

import java.io.Serializable;

/**
 * What tables look like.
 *
 * @param rows how many are shown
 * @param width places of a value
 * @param emptyBatches whether a batch without rows is shown
 */
public record Look(int rows, int width, boolean emptyBatches) implements Serializable {}
