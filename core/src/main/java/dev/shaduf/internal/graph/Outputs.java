// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outputs of a graph, in order of registration. */
final class Outputs {
    private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);

    private final List<OutputNode<?>> outputs = new ArrayList<>();

    void add(OutputNode<?> output) {
        output.operation().as(Operation.Role.OUTPUT, outputs.size());
        outputs.add(output);
    }

    boolean isEmpty() {
        return outputs.isEmpty();
    }

    List<OutputInfo> infos() {
        List<OutputInfo> infos = new ArrayList<>();
        for (OutputNode<?> output : outputs) {
            infos.add(output.info());
        }
        return infos;
    }

    List<OutputGuarantee> guarantees(boolean checkpointed) {
        List<OutputGuarantee> guarantees = new ArrayList<>();
        for (OutputNode<?> output : outputs) {
            guarantees.add(output.guarantee(checkpointed));
        }
        return guarantees;
    }

    /** Opens what all of them write to; throws an exception that names each that cannot be opened. */
    void open() {
        List<Exception> failures = new ArrayList<>();
        for (OutputNode<?> output : outputs) {
            try {
                output.open();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(e);
            } catch (Exception | LinkageError e) {
                String why = e instanceof LinkageError ? e.toString() : e.getMessage();
                failures.add(new IllegalStateException(output.operation() + " cannot be opened: " + why, e));
            }
        }
        if (!failures.isEmpty()) {
            throw all(failures);
        }
    }

    private static IllegalStateException all(List<Exception> failures) {
        if (failures.size() == 1 && failures.get(0) instanceof IllegalStateException only) {
            return only;
        }
        List<String> messages = failures.stream().map(Throwable::getMessage).toList();
        IllegalStateException all = new IllegalStateException(String.join("; ", messages), failures.get(0));
        failures.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }

    /** Lists what is to be done for a batch; letters come when everything that makes them has run. */
    List<OutputJob> jobs(Time time) {
        List<OutputJob> jobs = new ArrayList<>();
        List<OutputJob> last = new ArrayList<>();
        for (OutputNode<?> output : outputs) {
            if (output.isDue(time)) {
                (output.isLast() ? last : jobs).add(output.job(time));
            }
        }
        jobs.addAll(last);
        return jobs;
    }

    /** Asks the output with a uid what became of a batch. */
    Recovery ask(String uid, SinkBatch batch) throws Exception {
        for (OutputNode<?> output : outputs) {
            if (output.info().uid().equals(uid)) {
                return output.recover(batch);
            }
        }
        return Recovery.NOT_COMMITTED;
    }

    /** Tells all that batches below the horizon are done with. */
    void prune(BatchId horizon) {
        for (OutputNode<?> output : outputs) {
            try {
                output.prune(horizon);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("{} could not be told that batches below {} are done with", output.operation(), horizon, e);
            }
        }
    }
}
