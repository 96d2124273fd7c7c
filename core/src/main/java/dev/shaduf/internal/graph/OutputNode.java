// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.OutputOperation;
import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.UnionNode;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Guarantee;
import dev.shaduf.spi.Recovery;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import dev.shaduf.time.Time;
import java.util.List;
import java.util.Optional;

/** An end of a stream: does something with the RDD of each batch. */
abstract class OutputNode<R extends RDD<?>> implements OutputOperation {
    private final Operation operation;
    private final StreamNode<R> stream;
    private boolean idempotent;

    OutputNode(Operation operation, StreamNode<R> stream) {
        this.operation = operation;
        this.stream = stream;
        operation.graph().add(this);
    }

    /** Does it, on the thread of the batch, whose actions run in the scope. */
    abstract void run(R rdd, Time time, JobScope scope) throws Exception;

    /** Returns what the output reaches by itself, before the program declares more. */
    abstract Guarantee reaches();

    /** Tells whether the output is for people to look at, and counts in no guarantee. */
    boolean isConsole() {
        return false;
    }

    /** Names what the output writes to, if that has a name. */
    String target() {
        return "";
    }

    /** Opens what the output writes to. */
    void open() throws Exception {}

    /** Tells what became of a batch of an earlier run; what cannot tell has not committed. */
    Recovery recover(SinkBatch batch) throws Exception {
        return Recovery.NOT_COMMITTED;
    }

    /** Is told that batches below one are never run again. */
    void prune(BatchId horizon) throws Exception {}

    final Operation operation() {
        return operation;
    }

    final DStreamGraph graph() {
        return operation.graph();
    }

    /** Tells whether what this output writes is known only when the others have run. */
    final boolean isLast() {
        return stream instanceof DeadLetterStream;
    }

    final boolean isDue(Time time) {
        return stream.valid(time);
    }

    final OutputJob job(Time time) {
        return new Due(time);
    }

    /** Works out what this output reaches with what it reads. */
    final OutputGuarantee guarantee(boolean checkpointed) {
        return OutputGuarantee.of(info(), stream.inputs(), checkpointed);
    }

    final OutputInfo info() {
        Guarantee guarantee = idempotent ? Guarantee.EXACTLY_ONCE : reaches();
        return new OutputInfo(
                operation.number(),
                operation.origin().operator(),
                graph().uid(operation),
                operation.origin(),
                target(),
                guarantee,
                isConsole());
    }

    @Override
    public final OutputOperation name(String name) {
        operation.name(name);
        return this;
    }

    @Override
    public final OutputOperation uid(String uid) {
        operation.uid(uid);
        return this;
    }

    @Override
    public final OutputOperation idempotent() {
        graph().requireOpen(new Origin(
                "idempotent() of " + operation.origin().operator(),
                operation.origin().site()));
        idempotent = true;
        return this;
    }

    /** What this output does for one batch. */
    private final class Due implements OutputJob {
        private final Time time;

        Due(Time time) {
            this.time = time;
        }

        @Override
        public int id() {
            return operation.number();
        }

        @Override
        public String name() {
            return operation.origin().operator();
        }

        @Override
        public String uid() {
            return graph().uid(operation);
        }

        @Override
        public String replayRefusal() {
            return stream.notReplayable()
                    .map(node -> "it is behind " + node.operation().origin() + " (uid '" + graph().uid(node.operation())
                            + "'), which has gone on")
                    .orElse("");
        }

        @Override
        public Origin origin() {
            return operation.origin();
        }

        @Override
        public void run(JobScope scope) throws Exception {
            try (var entered = graph().factory().enter(scope)) {
                Optional<R> rdd = input();
                if (rdd.isPresent()) {
                    OutputNode.this.run(rdd.get(), time, scope);
                    graph().keepDeadLetters();
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (LeftOutException e) {
                throw OperatorException.of(origin(), e.failure());
            } catch (Throwable e) {
                throw OperatorException.of(origin(), e);
            }
        }

        /** Returns the RDD of the batch, and with it what this output is given of skipped batches. */
        private Optional<R> input() throws Exception {
            Optional<R> own = graph().locked(() -> stream.rdd(time));
            for (SkippedInput replay : graph().skipped().of(time, uid())) {
                Optional<R> more = graph().locked(() -> graph().skipped().read(stream, replay));
                own = own.isPresent() && more.isPresent()
                        ? Optional.of(union(own.get(), more.get()))
                        : own.or(() -> more);
            }
            return own;
        }

        private R union(R rdd, R more) {
            return graph().factory()
                    .like(rdd, node -> UnionNode.of(List.of(node, RddFactory.node(more)), operation.origin()));
        }

        @Override
        public String toString() {
            return origin() + " for the batch at " + time;
        }
    }
}
