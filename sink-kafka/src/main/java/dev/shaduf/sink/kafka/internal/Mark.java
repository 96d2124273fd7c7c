// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kafka keeps of the batches written: committed as an offset of a group of the output's own, in the transaction that
 * holds the records.
 *
 * @param batch the number of the last batch written; 0 for none
 * @param epoch the epoch of the run that wrote it
 * @param partitions how many partitions may have marks of their own, because they were written by transactions of their own
 */
record Mark(long batch, long epoch, int partitions) {
    private static final Pattern METADATA = Pattern.compile("shaduf-epoch:(\\d+)(?:,partitions:(\\d+))?");

    Mark(long batch, long epoch) {
        this(batch, epoch, 0);
    }

    String metadata() {
        return "shaduf-epoch:" + epoch + (partitions == 0 ? "" : ",partitions:" + partitions);
    }

    /** Reads what is committed in a group. */
    static Mark of(String group, long batch, String metadata) {
        Matcher matcher = METADATA.matcher(metadata);
        if (!matcher.matches()) {
            throw new IllegalStateException(
                    "group '" + group + "', which holds the mark of the last batch of a sink, has offset "
                            + batch + " with '" + metadata
                            + "', which no sink wrote: somebody else commits in this group. Stop that, and"
                            + " delete the group's offset if what this output has written last is known, or give the output another uid");
        }
        String partitions = matcher.group(2);
        return new Mark(batch, Long.parseLong(matcher.group(1)), partitions == null ? 0 : Integer.parseInt(partitions));
    }
}
