// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.Overrun;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.JobScope;
import dev.shaduf.internal.graph.StreamGraph;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.spi.BatchProbe;
import dev.shaduf.time.Clock;
import java.util.function.Function;

/**
 * What a job is made of.
 *
 * @param app the name in logs and thread names
 * @param conf the settings
 * @param clock the clock of batch times and delays
 * @param engine runs the work
 * @param scopes has the actions of the calling thread belong to a scope
 * @param graph the streams
 * @param journal remembers the batches
 * @param bus tells listeners
 * @param probe is told of the steps of batches
 */
public record JobEnvironment(
        String app,
        StreamingConf conf,
        Clock clock,
        Engine engine,
        Function<JobScope, RddFactory.Entered> scopes,
        StreamGraph graph,
        Journal journal,
        ListenerBus bus,
        BatchProbe probe) {
    /** Returns the same job with another journal. */
    public JobEnvironment with(Journal other) {
        return new JobEnvironment(app, conf, clock, engine, scopes, graph, other, bus, probe);
    }

    Overrun overrun() {
        return conf.get(StreamingSettings.OVERRUN);
    }

    String threadName(String role) {
        return "shaduf-" + app + "-" + role;
    }
}
