// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import java.util.List;

/**
 * The inputs of a job.
 *
 * @param list the inputs, by number
 */
public record RunningInputs(List<RunningInput> list) {}
