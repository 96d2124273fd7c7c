// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.Options;
import dev.shaduf.source.kafka.StubContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JvmResourcesTest {
    private final String id = UUID.randomUUID().toString();
    private final Deserializing idle = new Deserializing();

    @Test
    void shouldCloseWhatATaskGivesBackAfterTheEndOfItsStream() {
        Prefetch prefetch = prefetch();
        JvmResources resources = JvmResources.of(id);
        resources.offer(prefetch);

        JvmResources.end(id, prefetch);
        resources.giveBack(idle);

        assertThat(idle.closed).isTrue();
    }

    @Test
    void shouldCloseWhatASourceWithoutAStreamHasNotUsedForLong() {
        JvmResources.of(id).giveBack(idle);

        JvmResources.closeAbandoned(System.nanoTime() + TimeUnit.MINUTES.toNanos(5));
        assertThat(idle.closed).isFalse();

        JvmResources.closeAbandoned(System.nanoTime() + TimeUnit.MINUTES.toNanos(11));
        assertThat(idle.closed).isTrue();
    }

    @Test
    void shouldKeepWhatAStreamMayUseAgain() {
        Prefetch prefetch = prefetch();
        JvmResources.of(id).offer(prefetch);
        JvmResources.of(id).giveBack(idle);

        JvmResources.closeAbandoned(System.nanoTime() + TimeUnit.DAYS.toNanos(1));

        assertThat(idle.closed).isFalse();
        JvmResources.end(id, prefetch);
        assertThat(idle.closed).isTrue();
    }

    private static Prefetch prefetch() {
        StubContext context = new StubContext();
        Map<String, String> options = Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "subscribe", "orders");
        Plan plan = Plans.of(Options.check("source 'kafka'", options, KafkaSettings.all()));
        return new Prefetch(plan, context, new Losses(context, false));
    }

    private static final class Deserializing implements RecordFactory<String> {
        boolean closed;

        @Override
        public @Nullable String make(RawRecord raw) {
            return null;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
