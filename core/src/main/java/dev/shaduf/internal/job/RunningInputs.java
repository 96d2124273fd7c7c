// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.internal.block.BlockLog;
import dev.shaduf.internal.graph.InputNode;
import dev.shaduf.internal.graph.QueueStream;
import dev.shaduf.internal.graph.ReceiverStream;
import dev.shaduf.internal.graph.SourceStream;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.log.Log;
import dev.shaduf.internal.receiver.RateControl;
import dev.shaduf.internal.receiver.ReceiverSettings;
import dev.shaduf.internal.receiver.ReceiverSupervisor;
import dev.shaduf.time.Duration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what feeds the inputs of a graph, by their kind. */
final class RunningInputs {
    private final JobEnvironment job;
    private final StreamingConf conf;
    private final Duration interval;

    RunningInputs(JobEnvironment job) {
        this.job = job;
        this.conf = job.conf();
        this.interval = job.graph().batchInterval();
    }

    RunningInput of(InputNode node) {
        InputErrors errors = new InputErrors(job.bus());
        if (node instanceof ReceiverStream<?> stream) {
            return receiver(stream, errors);
        }
        if (node instanceof SourceStream<?, ?, ?> stream) {
            SourceRate rate = SourceRate.of(conf, interval, job.engine().defaultParallelism());
            return new SourceInput<>(node, stream.source(), rate, errors, job.clock(), interval, job.app());
        }
        if (node instanceof QueueStream<?> stream) {
            return new QueueInput(node, stream::plan, errors);
        }
        throw new IllegalStateException("nothing can feed input " + node.id() + " (" + node.origin() + ")");
    }

    private <T> RunningInput receiver(ReceiverStream<T> stream, InputErrors errors) {
        BlockLog log = log(stream.uid());
        ReceiverSupervisor<T> supervisor = new ReceiverSupervisor<>(
                stream.id(),
                stream.receiver(),
                ReceiverSettings.of(conf, interval, stream.receiver().storageLevel(), receivers()),
                job.clock(),
                new ReceiverEvents(job.bus(), errors),
                log);
        stream.attach(supervisor.blocks());
        return new ReceiverInput(
                stream, supervisor, RateControl.of(conf, interval), errors, number -> log != null && log.holds(number));
    }

    private @Nullable BlockLog log(String uid) {
        if (!conf.get(CheckpointSettings.RECEIVER_LOG)) {
            return null;
        }
        try {
            Optional<Log> log = job.journal().log(Journal.RECEIVED + uid);
            return log.isPresent() ? BlockLog.open(log.get(), job.journal().codecs()) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("the log of the receiver with uid '" + uid + "' cannot be opened: " + e, e);
        }
    }

    private int receivers() {
        int receivers = 0;
        for (InputNode input : job.graph().inputs()) {
            if (input instanceof ReceiverStream<?>) {
                receivers++;
            }
        }
        return receivers;
    }
}
