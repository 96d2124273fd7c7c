// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import java.io.Serializable;

/**
 * A prepared attempt: what the driver needs to publish it.
 *
 * @param file the name of the staged file in the batch's hidden directory; there is none without records
 * @param records its records
 */
record StagedPart(String file, long records) implements Serializable {}
