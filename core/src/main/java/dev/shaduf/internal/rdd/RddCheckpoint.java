// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.internal.text.TextDirectory;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of an RDD on their way into a directory: written once, by the first job that reads them. From then on nothing leads
 * back to the plan that made them.
 */
final class RddCheckpoint {
    private final String path;
    private final Origin origin;
    private @Nullable PlanNode computed;

    /**
     * Prepares a checkpoint.
     *
     * @param path a directory that does not exist yet
     * @param computed what makes the records
     */
    RddCheckpoint(String path, PlanNode computed, Origin origin) {
        this.path = path;
        this.origin = origin;
        this.computed = computed;
    }

    /** Writes the records, unless that was done before. */
    synchronized void write(RddFactory factory, JobScope scope) throws Exception {
        PlanNode plan = computed;
        if (plan == null) {
            return;
        }
        TextDirectory directory = TextDirectory.create(path, origin);
        try {
            List<URI> parts = factory.run(plan, directory.parts(CheckpointPart::new), scope, origin);
            directory.publish(parts);
        } finally {
            directory.discard();
        }
        computed = null;
    }
}
