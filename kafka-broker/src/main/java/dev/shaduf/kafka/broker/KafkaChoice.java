// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.kafka.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Decides where the Kafka that tests share comes from.
 *
 * @param docker tells whether containers can be had
 * @param container starts one
 * @param process starts a child process
 */
record KafkaChoice(BooleanSupplier docker, Start container, Start process) {
    private static final String TESTCONTAINERS = "org.testcontainers.kafka.KafkaContainer";

    /** Starts a Kafka. */
    @FunctionalInterface
    interface Start {
        /** Starts it and waits until it is ready. */
        SharedKafka now() throws IOException;
    }

    SharedKafka start() throws IOException {
        return docker.getAsBoolean() ? container.now() : process.now();
    }

    static SharedKafka shared() {
        return Running.SHARED;
    }

    /** Asks for Testcontainers first, which is not on every class path, and starts nothing to find out. */
    private static boolean isDockerPresent() {
        try {
            Class.forName(TESTCONTAINERS, false, KafkaChoice.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return false;
        }
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static final class Running {
        static final SharedKafka SHARED = begin();

        private static SharedKafka begin() {
            try {
                return new KafkaChoice(KafkaChoice::isDockerPresent, ContainerKafka::start, KafkaBroker::start).start();
            } catch (IOException e) {
                throw new IllegalStateException("the Kafka for tests does not start", e);
            }
        }
    }
}
