// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import java.io.Serializable;

/**
 * The value of a key in a filtered window. While batches of the window have the key, its value is kept although the filter
 * rejects it: what they contributed cannot be taken out of a value that is not there.
 *
 * @param value the value over the window
 * @param batches how many batches of the window have the key
 */
record WindowValue(Object value, int batches) implements Serializable {}
