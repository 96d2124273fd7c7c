// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

/**
 * The measures of a log.
 *
 * @param segmentBytes a segment that has at least so many bytes is followed by a new one; space is freed by the segment
 * @param groupBytes records that wait to be written take up to about so much memory; then appending writes
 */
public record LogSettings(long segmentBytes, int groupBytes) {
    /** 64 MiB, and 1 MiB. */
    public static final LogSettings DEFAULT = new LogSettings(64L << 20, 1 << 20);

    /** Refuses what is not positive. */
    public LogSettings {
        if (segmentBytes <= 0 || groupBytes <= 0) {
            throw new IllegalArgumentException(
                    "segmentBytes " + segmentBytes + " and groupBytes " + groupBytes + " must be positive");
        }
    }
}
