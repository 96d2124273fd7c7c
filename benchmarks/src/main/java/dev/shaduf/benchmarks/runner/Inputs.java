// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes inputs of one kind. */
public abstract class Inputs implements AutoCloseable {

    Inputs() {}

    /**
     * Opens a kind of input.
     *
     * @param settings who runs and how; they name the kind
     * @return sockets, or a broker that runs until it is closed
     * @throws IOException if the broker does not start
     */
    public static Inputs of(Settings settings) throws IOException {
        return settings.input() == InputKind.KAFKA ? KafkaInputs.start(settings) : new Sockets();
    }

    /** Has a file sent so many times, as fast as it is taken. */
    abstract Input atFullSpeed(Path file, long linesInFile, int passes) throws Exception;

    /** Has the lines of a file sent at a rate, each with the time at which it is due in front. */
    abstract Input paced(Path file, long rate, long seconds);

    @Override
    public abstract void close();

    /** Lines over TCP. */
    private static final class Sockets extends Inputs {

        @Override
        Input atFullSpeed(Path file, long linesInFile, int passes) {
            return new SocketInput(file, linesInFile * passes, List.of("--passes", Integer.toString(passes)));
        }

        @Override
        Input paced(Path file, long rate, long seconds) {
            return new SocketInput(
                    file, rate * seconds, List.of("--rate", Long.toString(rate), "--seconds", Long.toString(seconds)));
        }

        @Override
        public void close() {
            // Each run has a feeder of its own.
        }
    }
}
