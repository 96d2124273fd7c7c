// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.nio.file.Path;
import java.util.List;

/**
 * What the feeder sends.
 *
 * @param file lines
 * @param lines how many lines come in all
 * @param feederOptions what decides between full speed and a fixed rate
 */
record Input(Path file, long lines, List<String> feederOptions) {

    static Input atFullSpeed(Path file, long linesInFile, int passes) {
        return new Input(file, linesInFile * passes, List.of("--passes", Integer.toString(passes)));
    }

    static Input paced(Path file, long rate, long seconds) {
        return new Input(
                file, rate * seconds, List.of("--rate", Long.toString(rate), "--seconds", Long.toString(seconds)));
    }
}
