// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import dev.shaduf.benchmarks.protocol.Announcement;

/**
 * What one run of one contender showed.
 *
 * @param startMicros when its process was started
 * @param connectedMicros when lines began to flow: when all its lanes were connected, or it began to read its topic
 * @param result its last announcement
 * @param peakRssMegabytes its largest resident set
 * @param cpuMicros the processor time that its process took, in user and system mode, start and end included
 */
record Run(long startMicros, long connectedMicros, Announcement result, double peakRssMegabytes, long cpuMicros) {

    /** Returns lines per microsecond, which is million lines per second, from the first line to the last result. */
    double millionLinesPerSecond(long lines) {
        return (double) lines / (result.atMicros() - connectedMicros);
    }

    /** Returns the processor time of its process per line, which tells contenders apart also on a busy machine. */
    double cpuMicrosPerLine(long lines) {
        return (double) cpuMicros / lines;
    }

    /** Returns the same run with another result. */
    Run with(Announcement newResult) {
        return new Run(startMicros, connectedMicros, newResult, peakRssMegabytes, cpuMicros);
    }

    double secondsFromStart() {
        return (result.atMicros() - startMicros) / 1e6;
    }
}
