// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import java.util.Map;

/**
 * What one input stream contributed to a batch.
 *
 * @param inputStreamId the number of the input stream
 * @param numRecords how many records; -1 where only reading them would tell
 * @param metadata further facts, such as offsets or file names, under {@code Description}
 */
public record StreamInputInfo(int inputStreamId, long numRecords, Map<String, Object> metadata) {}
