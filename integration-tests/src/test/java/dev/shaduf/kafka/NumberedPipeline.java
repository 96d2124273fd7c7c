// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.StreamingContext;
import dev.shaduf.kafka.broker.KafkaTopics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@link KilledKafkaProgram} in this JVM, with numbered records on their way through it. Each is checked as it comes out. */
final class NumberedPipeline implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private final StreamingContext ssc;
    private final NumberedRecords input;
    private final NumberedOutput output;
    private boolean stopped;

    NumberedPipeline(KafkaTopics topics, Map<String, String> clients) {
        topics.create(KilledKafkaProgram.IN, 3);
        topics.create(KilledKafkaProgram.COPIES, 2);
        topics.create(KilledKafkaProgram.COUNTS, 3);
        ssc = KilledKafkaProgram.create(topics.bootstrap(), "local[2]", "2", clients);
        input = new NumberedRecords(topics.bootstrap(), KilledKafkaProgram.IN);
        output = new NumberedOutput(topics.bootstrap(), input);
        ssc.start();
    }

    /** Waits until so many records more have come out. */
    void advance(int records) {
        int wanted = output.both() + records;
        poll(() -> output.both() >= wanted);
        assertThat(output.both()).isGreaterThanOrEqualTo(wanted);
    }

    /** Ends the input, and waits until all of it has come out, and nothing more. */
    void finish() throws InterruptedException {
        int sent = input.end();
        poll(() -> output.both() == sent);
        ssc.stop(true, true);
        stopped = true;
        poll(output::atEnd);
        assertThat(output.both()).isEqualTo(sent).isGreaterThan(0);
    }

    private void poll(BooleanSupplier until) {
        long deadline = System.nanoTime() + PATIENCE;
        while (!until.getAsBoolean() && System.nanoTime() < deadline) {
            output.poll("");
            assertThat(input.hasFailed())
                    .as("the producer of the test cannot send")
                    .isFalse();
            assertThat(hasEnded()).as("the program has ended by itself").isFalse();
        }
    }

    /** Throws what has ended the program, rather than wait for records that will not come. */
    private boolean hasEnded() {
        try {
            return !stopped && ssc.awaitTerminationOrTimeout(0);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        ssc.close();
        output.close();
        input.close();
    }
}
