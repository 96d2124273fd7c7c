// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A producer that numbers its records, a thread of its own, whatever happens to the broker: number n has the key n modulo
 * {@link #KEYS}. It is never ahead of the outputs by more than a few hundred.
 */
final class NumberedRecords implements AutoCloseable {
    static final int KEYS = 7;
    private static final int AHEAD = 400;
    private static final int GROUP = 20;

    private final KafkaProducer<String, String> producer;
    private final String topic;
    private final Semaphore room = new Semaphore(AHEAD);
    private final Thread thread = new Thread(this::run, "numbered-records");
    private volatile int sent;
    private volatile boolean ended;
    private volatile boolean failed;

    NumberedRecords(String bootstrap, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "enable.idempotence",
                        "true",
                        "reconnect.backoff.max.ms",
                        "200",
                        "max.block.ms",
                        String.valueOf(Integer.MAX_VALUE),
                        "delivery.timeout.ms",
                        String.valueOf(Integer.MAX_VALUE)),
                new StringSerializer(),
                new StringSerializer());
        thread.setDaemon(true);
        thread.start();
    }

    static String key(int number) {
        return "key-" + number % KEYS;
    }

    /** Makes room for a record that has arrived where it was to go. */
    void arrived() {
        room.release();
    }

    /** Tells whether it cannot go on; standard error says why. */
    boolean hasFailed() {
        return failed;
    }

    /** Ends and returns how many there are. */
    int end() throws InterruptedException {
        ended = true;
        room.release(GROUP);
        thread.join();
        return sent;
    }

    private void run() {
        try {
            while (!ended) {
                room.acquire(GROUP);
                List<Future<?>> group = new ArrayList<>();
                for (int number = sent; number < sent + GROUP; number++) {
                    group.add(producer.send(new ProducerRecord<>(topic, key(number), "" + number)));
                }
                for (Future<?> each : group) {
                    each.get();
                }
                sent += group.size();
            }
        } catch (ExecutionException e) {
            failed = true;
            throw new IllegalStateException("the producer of the test cannot send", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
        producer.close();
    }
}
