// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Combine;
import dev.shaduf.engine.Input;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.RecordBuffer;
import dev.shaduf.engine.ShuffleNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job of two stages on executors that are new. They fetch the jars and load what every batch takes, which lasts for seconds: while the
 * first batch ran, receivers would pile up input behind it, and the rate would be learned from a batch that says nothing.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Origin ORIGIN = new Origin("warm-up", "start of the application");

    private final Plans plans;
    private final Runs runs;
    private final int partitions;

    WarmUp(Plans plans, Runs runs, int partitions) {
        this.plans = plans;
        this.runs = runs;
        this.partitions = partitions;
    }

    /** Runs it. What fails here fails in the first batch, too, which tells of it where the program listens. */
    void run() {
        JobScope scope = JobScope.adHoc("shaduf");
        try {
            runs.run(
                    scope,
                    "warm-up of executors",
                    () -> plans.rdd(scope, counts(), new Counting()),
                    SparkStates.all(partitions),
                    new First<>());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("executors could not be warmed up", e);
        } finally {
            plans.end(scope);
        }
    }

    private ShuffleNode counts() {
        SourceNode pairs = new SourceNode(
                partitions, task -> Input.of(new Object[] {new Tuple2<>("task " + task.partition(), 1L)}), ORIGIN);
        Combine sum = new Combine(one -> one, (a, b) -> (long) a + (long) b, (a, b) -> (long) a + (long) b, true);
        return new ShuffleNode(pairs, new HashPartitioner(partitions), sum, null, ORIGIN);
    }

    /** Counts the records of a partition. */
    private static final class Counting implements Work<byte[]> {
        @Override
        public Iterator<byte[]> run(Reading records) throws Exception {
            RecordBuffer pairs = new RecordBuffer();
            records.drain(pairs);
            return List.of(Wire.write(pairs.toArray().length)).iterator();
        }
    }
}
