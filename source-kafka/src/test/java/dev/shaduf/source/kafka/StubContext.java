// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka;

import dev.shaduf.spi.SourceContext;
import dev.shaduf.testkit.ManualClock;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Notes what a planner reports. */
public final class StubContext implements SourceContext {
    public final ManualClock clock = new ManualClock();
    public final List<String> errors = new CopyOnWriteArrayList<>();
    public final Map<String, Long> counters = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();

    @Override
    public String uid() {
        return "input";
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Duration interval() {
        return Durations.seconds(1);
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {
        errors.add(message);
    }

    @Override
    public void count(String counter, long delta) {
        counters.merge(counter, delta, Long::sum);
    }

    @Override
    public String threadName(String role) {
        return "shaduf-test-" + role + "-" + threads.incrementAndGet();
    }
}
