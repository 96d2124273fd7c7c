// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.PushStep;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.spi.DeadLetter;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.Map;

/**
 * Where the records of one operator and batch go that are set aside.
 *
 * @param uid the uid of the operator
 * @param origin the operator
 * @param time the time of the batch that the records belong to
 * @param letters takes them, from tasks that succeed
 * @param most how many a task may set aside before it fails
 */
public record SetAside(String uid, Origin origin, Time time, CollectionAccumulator<DeadLetter> letters, long most)
        implements Serializable {
    private static final int LONGEST_TEXT = 1 << 16;

    /** Has the step of a node set aside the records that it throws for. */
    public PlanNode around(PlanNode node) {
        if (node instanceof NarrowNode narrow && narrow.step() instanceof PushStep step) {
            return new NarrowNode(
                    narrow.parent(), new SettingAsideStep(step, this), narrow.keepsPartitioning(), narrow.origin());
        }
        throw new IllegalStateException(origin + " does not handle records one by one, and cannot set them aside");
    }

    /** Opens for one task. */
    public Letters open(TaskContext task) {
        return new Letters(this, task);
    }

    /** What one task sets aside; used by its thread. */
    public static final class Letters {
        private final SetAside target;
        private final TaskContext task;
        private long count;

        private Letters(SetAside target, TaskContext task) {
            this.target = target;
            this.task = task;
        }

        /**
         * Sets a record aside.
         *
         * @throws IllegalStateException if there have been too many
         */
        public void add(Object record, Map<String, String> details, Throwable error) {
            if (count == target.most) {
                throw new IllegalStateException(
                        target.origin + " has set aside " + count + " records in one task of one batch, as many as"
                                + " shaduf.dead.letters.max allows; the function seems to be wrong rather than the records",
                        error);
            }
            long index = count++;
            BatchId batch = task.scope().batch();
            // Records of an older batch, computed again for a window, were set aside in their own batch.
            if (batch != null && target.time.equals(task.scope().time())) {
                target.letters.add(new DeadLetter(
                        batch,
                        target.time,
                        target.uid,
                        target.origin.toString(),
                        task.partition(),
                        index,
                        text(record),
                        details,
                        text(error)));
            }
        }
    }

    private static String text(Object of) {
        String text;
        try {
            text = String.valueOf(of);
            // checkstyle: allow CatchThrowable, because toString is the user's, and what it throws must not lose the
            // record
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError error && !(e instanceof StackOverflowError)) {
                throw error;
            }
            text = "a " + of.getClass().getName() + " whose toString throws "
                    + e.getClass().getName();
        }
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
