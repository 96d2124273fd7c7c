// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

/** A running Kafka that tests use and do not harm. Safe for use by many threads. */
public interface SharedKafka extends AutoCloseable {
    /**
     * Returns where clients connect.
     *
     * @return host and port
     */
    String bootstrap();

    /**
     * Returns a view of the topics in it.
     *
     * @return the topics
     */
    KafkaTopics topics();

    @Override
    void close();

    /**
     * Returns the one that the tests of this JVM share; it ends with the JVM. A container where Docker is present and
     * Testcontainers on the class path, else a child process.
     *
     * @return a running Kafka
     */
    static SharedKafka get() {
        return KafkaChoice.shared();
    }
}
