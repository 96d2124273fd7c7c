// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.listener;

import java.util.Map;

/**
 * The figures of one input stream.
 *
 * @param id the number of the input
 * @param name its name
 * @param uid its uid
 * @param records records in completed batches, as far as they are known
 * @param rateLimit the present limit in records per second; positive infinity for none
 * @param backlogRecords records stored and not yet planned
 * @param backlogBytes bytes stored and not yet planned, as estimated
 * @param errors errors that the input reported
 * @param counters what the input counted, such as replaced bytes, by name
 */
public record InputStatus(
        int id,
        String name,
        String uid,
        long records,
        double rateLimit,
        long backlogRecords,
        long backlogBytes,
        long errors,
        Map<String, Long> counters) {}
