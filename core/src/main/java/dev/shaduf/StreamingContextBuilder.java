// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.time.Clock;
import dev.shaduf.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link StreamingContext} step by step; what is not given comes from the configuration. Not safe for use by several
 * threads.
 *
 * <pre>{@code
 * StreamingContext ssc = StreamingContext.builder()
 *         .master("local[2]")
 *         .appName("word-count")
 *         .batchInterval(Durations.seconds(1))
 *         .build();
 * }</pre>
 */
public final class StreamingContextBuilder {
    private final Map<String, String> values = new TreeMap<>();
    private @Nullable StreamingConf conf;
    private @Nullable EngineContext engineContext;
    private @Nullable Duration interval;
    private @Nullable Clock clock;
    private BatchProbe probe = BatchProbe.NONE;

    StreamingContextBuilder() {}

    /**
     * Chooses the engine.
     *
     * @param master the master URL, such as {@code local[2]}
     * @return this builder
     */
    public StreamingContextBuilder master(String master) {
        return conf(StreamingSettings.MASTER.key(), master);
    }

    /**
     * Names the application.
     *
     * @param name the name in logs, thread names and statistics; unique among the active contexts of the JVM
     * @return this builder
     */
    public StreamingContextBuilder appName(String name) {
        return conf(StreamingSettings.APP_NAME.key(), name);
    }

    /**
     * Sets the batch interval.
     *
     * @param batchInterval the interval, at least 1 ms
     * @return this builder
     */
    public StreamingContextBuilder batchInterval(Duration batchInterval) {
        this.interval = batchInterval;
        return this;
    }

    /**
     * Sets where values come from that are not set here; a new {@link StreamingConf} unless called.
     *
     * @param base the configuration; later changes of it have no effect once the context is built
     * @return this builder
     */
    public StreamingContextBuilder conf(StreamingConf base) {
        this.conf = base;
        return this;
    }

    /**
     * Sets one value.
     *
     * @param key the key
     * @param value the value as text; checked when the context is built
     * @return this builder
     */
    public StreamingContextBuilder conf(String key, String value) {
        values.put(key, value);
        return this;
    }

    /**
     * Sets the clock of batch times and delays; a test gives a manual one.
     *
     * @param newClock the clock; the one of the engine context, or the machine's, unless called
     * @return this builder
     */
    public StreamingContextBuilder clock(Clock newClock) {
        this.clock = newClock;
        return this;
    }

    /**
     * Has somebody be told of the steps of each batch, on the threads that reach them; for tests of recovery.
     *
     * @param newProbe is told
     * @return this builder
     */
    public StreamingContextBuilder probe(BatchProbe newProbe) {
        this.probe = newProbe;
        return this;
    }

    /**
     * Has the context run on an engine that exists. It is left open by {@link StreamingContext#stop()}.
     *
     * @param context a {@link ShadufContext}
     * @return this builder
     */
    public StreamingContextBuilder engineContext(EngineContext context) {
        this.engineContext = context;
        return this;
    }

    /**
     * Makes the context.
     *
     * @return the context, not started
     * @throws ConfigurationException naming everything that is wrong
     */
    public StreamingContext build() {
        return new StreamingContext(parts());
    }

    /** What a context is made of. */
    record Parts(
            ShadufContext context,
            boolean owned,
            StreamingConf conf,
            Duration interval,
            Clock clock,
            BatchProbe probe) {}

    /** Checks everything and makes the engine, if none is given. */
    Parts parts() {
        List<String> faults = new ArrayList<>();
        Duration batchInterval = batchInterval(faults);
        ShadufContext shared = shared(faults);
        StreamingConf merged = merged(shared);
        faults.addAll(nameFaults(merged));
        ShadufContext context = engineContext == null ? open(merged, faults) : shared;
        if (context == null || batchInterval == null || !faults.isEmpty()) {
            if (context != null && shared == null) {
                context.close();
            }
            throw new ConfigurationException("the streaming context", faults);
        }
        Clock chosen = clock == null ? context.clock() : clock;
        return new Parts(context, shared == null, merged, batchInterval, chosen, probe);
    }

    private @Nullable ShadufContext shared(List<String> faults) {
        EngineContext given = engineContext;
        if (given == null) {
            return null;
        }
        String master = values.get(StreamingSettings.MASTER.key());
        if (master != null) {
            faults.add("master is set to '" + master + "' although an engine context is given, which runs on '"
                    + given.master() + "'; leave out one of them");
        }
        if (given instanceof ShadufContext known) {
            faults.addAll(merged(known).faults());
            return known;
        }
        faults.add("the engine context is of class " + given.getClass().getName() + "; give a "
                + ShadufContext.class.getName());
        return null;
    }

    private static List<String> nameFaults(StreamingConf merged) {
        return merged.get(StreamingSettings.APP_NAME).isBlank()
                ? List.of("setting '" + StreamingSettings.APP_NAME.key() + "' is blank; give the application a name")
                : List.of();
    }

    private @Nullable Duration batchInterval(List<String> faults) {
        Duration given = interval;
        if (given == null) {
            faults.add("the batch interval is missing; give one such as Durations.seconds(1)");
        } else if (given.milliseconds() <= 0) {
            faults.add("the batch interval is " + given + "; it must be at least 1 ms");
        }
        return given;
    }

    private StreamingConf merged(@Nullable ShadufContext shared) {
        StreamingConf given = conf;
        StreamingConf merged;
        if (given != null) {
            merged = given.clone();
        } else {
            merged = shared == null ? new StreamingConf() : shared.conf();
        }
        if (shared != null && given != null) {
            shared.conf().getAll().forEach(merged::setIfMissing);
        }
        for (Map.Entry<String, String> value : values.entrySet()) {
            merged.set(value.getKey(), value.getValue());
        }
        return merged;
    }

    private @Nullable ShadufContext open(StreamingConf merged, List<String> faults) {
        try {
            return new ShadufContext(merged, clock == null ? Clock.system() : clock);
        } catch (ConfigurationException e) {
            faults.addAll(e.faults());
            return null;
        }
    }
}
