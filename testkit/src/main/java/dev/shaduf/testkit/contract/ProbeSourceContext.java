// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.contract;

import dev.shaduf.spi.SourceContext;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a planner under test may ask for. */
final class ProbeSourceContext implements SourceContext {
    private final AtomicInteger threads = new AtomicInteger();

    @Override
    public String uid() {
        return "contract-input";
    }

    @Override
    public Clock clock() {
        return Clock.system();
    }

    @Override
    public Duration interval() {
        return Durations.seconds(1);
    }

    @Override
    public void reportError(String message, @Nullable Throwable error) {}

    @Override
    public void count(String counter, long delta) {}

    @Override
    public String threadName(String role) {
        return "shaduf-contract-" + role + "-" + threads.incrementAndGet();
    }
}
