// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.time.Duration;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** An admin client whose answers are waited for, and whose failures say where it asked and what. */
final class AdminCalls implements AutoCloseable {
    private final Admin admin;
    private final String bootstrap;
    private final Duration timeout;

    AdminCalls(Connection connection, String clientId, Duration timeout) throws IOException {
        this.bootstrap = connection.bootstrap();
        this.timeout = timeout;
        try {
            this.admin = connection.admin(clientId);
        } catch (RuntimeException e) {
            throw new IOException("no client of Kafka at '" + bootstrap + "' can be made: " + reason(e), e);
        }
    }

    AdminCalls(Admin admin, String bootstrap, Duration timeout) {
        this.admin = admin;
        this.bootstrap = bootstrap;
        this.timeout = timeout;
    }

    Admin admin() {
        return admin;
    }

    int timeoutMillis() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, timeout.milliseconds()));
    }

    <X> X await(String what, KafkaFuture<X> answer) throws IOException, InterruptedException {
        try {
            return answer.get(timeout.milliseconds(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw failure(what, e);
        }
    }

    /** Asks again for a while when a broker does not know a topic, of which it may not have heard yet. */
    <X> X awaitTopics(String what, Supplier<KafkaFuture<X>> question) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Doubts.BELIEVED_AFTER_MILLIS);
        while (true) {
            try {
                return await(what, question.get());
            } catch (IOException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() >= deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(TopicWatch.AGAIN_MILLIS);
            }
        }
    }

    /** Says what was asked for and why there is no answer. */
    IOException failure(String what, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof TimeoutException || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return new IOException(
                    "Kafka at '" + bootstrap + "' did not answer within " + timeout + " when asked for " + what
                            + ": is the address right, the broker up, and its security protocol the same as"
                            + " kafka.security.protocol?",
                    cause);
        }
        return new IOException("Kafka at '" + bootstrap + "' refused " + what + ": " + cause.getMessage(), cause);
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.contains(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)
                ? message + "; does this machine know a host of that name?"
                : message;
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofMillis(Math.min(timeoutMillis(), 5_000)));
    }
}
