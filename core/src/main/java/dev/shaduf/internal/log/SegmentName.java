// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment: who wrote it and where it begins. With the epoch in it, a process that was replaced and does not
 * know it yet never uses a name that its successor uses, too.
 *
 * @param log the log's name
 * @param epoch the writer's epoch
 * @param base the address of the first record
 */
record SegmentName(String log, long epoch, long base) implements Comparable<SegmentName> {
    private static final Pattern NAME = Pattern.compile("(.+)/(\\d{8,18})-(\\d{19})\\.log");
    private static final Comparator<SegmentName> ORDER =
            Comparator.comparingLong(SegmentName::epoch).thenComparingLong(SegmentName::base);

    static Optional<SegmentName> parse(String text) {
        Matcher matcher = NAME.matcher(text);
        return matcher.matches()
                ? Optional.of(new SegmentName(
                        matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return String.format("%s/%08d-%019d.log", log, epoch, base);
    }
}
