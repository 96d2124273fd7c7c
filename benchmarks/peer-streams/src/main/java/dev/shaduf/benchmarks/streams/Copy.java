// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.streams;

import dev.shaduf.benchmarks.protocol.Announcement;
import dev.shaduf.benchmarks.protocol.KafkaClients;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Produced;

/** Writes every line, changed, into another topic, exactly once; the offsets of its group tell when all is committed. */
public final class Copy {

    private Copy() {}

    /**
     * Runs to completion.
     *
     * @param args see {@link StreamsPeer}
     * @throws IOException if there is no folder for temporary files
     */
    public static void main(String[] args) throws IOException {
        StreamsPeer peer = StreamsPeer.of(args);
        peer.lines()
                .mapValues(KafkaClients::mapped)
                .to(peer.arguments().text("out"), Produced.with(Serdes.String(), Serdes.String()));
        long expected = peer.arguments().number("lines");
        Map<String, Object> settings =
                Map.of("bootstrap.servers", peer.arguments().text("bootstrap"));
        try (Admin admin = Admin.create(settings)) {
            Announcement result = peer.runUntil(
                    () -> peer.readAll() && committed(admin, peer.id()) >= expected,
                    StreamsConfig.EXACTLY_ONCE_V2,
                    KafkaClients.COMMIT_MILLIS);
            StreamsPeer.finish(result);
        }
    }

    private static long committed(Admin admin, String group) {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The offsets of " + group + " cannot be read", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
