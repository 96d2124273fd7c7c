// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Inputs of a skipped batch, given to the outputs that failed in it as additional input of another batch.
 *
 * @param of the batch that was skipped
 * @param time its time
 * @param inputs what each of its inputs held, by uid
 * @param layout its partition counts
 * @param outputs the uids of the outputs
 */
public record SkippedInput(BatchId of, Time time, Map<String, InputPlan> inputs, Layout layout, List<String> outputs)
        implements Serializable {}
