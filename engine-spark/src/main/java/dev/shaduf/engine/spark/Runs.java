// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.Iterator;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Runs jobs of Spark's for the calling thread, each in a group of its own, so that it can be cancelled. */
final class Runs {
    private static final AtomicLong NEXT = new AtomicLong();
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long POLL_NANOS = 5_000_000;

    /** What Spark's pages call jobs and stages; without both it would look at the stack of each thread. */
    private static final String SHORT = "callSite.short";

    private static final String LONG = "callSite.long";

    /** Tells tasks which scope their job belongs to; the RDDs that they compute may be of an older one. */
    static final String SCOPE = "shaduf.scope";

    private static final String POOL = "spark.scheduler.pool";

    private final SparkContext spark;
    private final Retired retired;
    /** By the names of their groups. */
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    /** A job from before Spark knows of it until it has ended. */
    private static final class Running {
        private final JobScope scope;
        private volatile boolean cancelled;

        Running(JobScope scope) {
            this.scope = scope;
        }
    }

    Runs(SparkContext spark) {
        this.spark = spark;
        this.retired = new Retired(spark::isStopped);
    }

    /** Returns what waits for jobs to end. */
    Retired retired() {
        return retired;
    }

    /** Runs a job over some partitions of an RDD and returns the results in their order. */
    <T, U> List<U> run(
            JobScope scope,
            String name,
            Supplier<? extends RDD<T>> rdd,
            List<Integer> partitions,
            Function1<Iterator<T>, U> body)
            throws Exception {
        if (TaskContext.current() != null) {
            throw new IllegalStateException(name + " was started inside a task; call actions of RDDs in the program or"
                    + " in foreachRDD, not in functions that run on records");
        }
        if (partitions.isEmpty()) {
            return List.of();
        }
        String group = "shaduf-" + scope.id() + "-" + NEXT.incrementAndGet();
        List<RDD<T>> made = new ArrayList<>(1);
        Running job = new Running(scope);
        running.put(group, job);
        long number = retired.begin();
        spark.setJobGroup(group, described(scope, name), true);
        spark.setLocalProperty(SHORT, name);
        spark.setLocalProperty(LONG, name);
        spark.setLocalProperty(POOL, scope.owner());
        spark.setLocalProperty(SCOPE, Long.toString(scope.id()));
        try {
            return submitted(job, noted(made, rdd.get()), partitions, body);
        } catch (Exception e) {
            throw failure(group, job, name, made, e);
        } finally {
            running.remove(group);
            retired.end(number);
            spark.clearJobGroup();
            spark.setLocalProperty(SHORT, null);
            spark.setLocalProperty(LONG, null);
            spark.setLocalProperty(POOL, null);
            spark.setLocalProperty(SCOPE, null);
        }
    }

    /** Submits a job and waits for it. A scope that is cancelled before Spark knows of its job would cancel nothing. */
    private <T, U> List<U> submitted(Running job, RDD<T> rdd, List<Integer> partitions, Function1<Iterator<T>, U> body)
            throws Exception {
        Results<U> results = new Results<>(partitions.size());
        SimpleFutureAction<List<U>> end = spark.submitJob(
                rdd,
                body,
                CollectionConverters.asScala(new ArrayList<Object>(partitions)).toSeq(),
                results,
                results::all);
        if (job.cancelled) {
            end.cancel();
        }
        Await.ready(end, Duration.Inf());
        return end.value().get().get();
    }

    /** Takes the results of a job's tasks. */
    private static final class Results<U> extends AbstractFunction2<Object, U, BoxedUnit> {
        private final @Nullable Object[] all;

        Results(int size) {
            this.all = new @Nullable Object[size];
        }

        @Override
        public BoxedUnit apply(Object place, U result) {
            all[(Integer) place] = result;
            return BoxedUnit.UNIT;
        }

        @SuppressWarnings("unchecked") // apply() takes no others.
        List<U> all() {
            return (List<U>) Arrays.asList(all);
        }
    }

    /** Cancels the jobs of a scope that are running; those of an application that has stopped have failed by themselves. */
    void cancel(JobScope scope) {
        running.forEach((group, job) -> {
            if (job.scope.equals(scope)) {
                job.cancelled = true;
                if (!spark.isStopped()) {
                    spark.cancelJobGroup(group);
                }
            }
        });
    }

    void cancelAll() {
        List.copyOf(running.values()).forEach(job -> cancel(job.scope));
    }

    private Exception failure(String group, Running job, String name, List<? extends RDD<?>> made, Exception e) {
        if (e instanceof InterruptedException) {
            spark.cancelJobGroup(group);
            awaitEnd(group);
            return e;
        }
        if (job.cancelled) {
            CancellationException told = new CancellationException(name + " was cancelled: its scope was cancelled");
            told.addSuppressed(e);
            return told;
        }
        for (RDD<?> rdd : made) {
            Optional<String> fault = rdd instanceof PlanRdd<?> plan ? plan.fault() : Optional.empty();
            if (fault.isPresent()) {
                return new IllegalStateException(name + ": " + fault.get(), e);
            }
        }
        return Crossing.arrived(name, e);
    }

    private static <R> R noted(List<R> made, R rdd) {
        made.add(rdd);
        return rdd;
    }

    /** Waits, but not for ever, until no task of a group runs. */
    private void awaitEnd(String group) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (isActive(group) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean isActive(String group) {
        for (int job : spark.statusTracker().getJobIdsForGroup(group)) {
            SparkJobInfo info = OptionConverters.toJava(spark.statusTracker().getJobInfo(job))
                    .orElse(null);
            if (info != null) {
                for (int stage : info.stageIds()) {
                    SparkStageInfo of = OptionConverters.toJava(
                                    spark.statusTracker().getStageInfo(stage))
                            .orElse(null);
                    if (of != null && of.numActiveTasks() > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String described(JobScope scope, String name) {
        return scope.batch() == null
                ? scope.owner() + ": " + name
                : scope.owner() + ", batch " + scope.batch().number() + ", time " + scope.time() + ": " + name;
    }
}
