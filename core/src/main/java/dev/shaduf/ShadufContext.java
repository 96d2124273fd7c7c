// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.engine.Engine;
import dev.shaduf.function.Tuple2;
import dev.shaduf.internal.plugin.Engines;
import dev.shaduf.internal.rdd.Origins;
import dev.shaduf.internal.rdd.RddFactory;
import dev.shaduf.internal.text.Texts;
import dev.shaduf.rdd.Broadcast;
import dev.shaduf.rdd.CollectionAccumulator;
import dev.shaduf.rdd.DoubleAccumulator;
import dev.shaduf.rdd.DoubleRDD;
import dev.shaduf.rdd.EngineContext;
import dev.shaduf.rdd.LongAccumulator;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine context of this library: starts the engine that a master URL names, and makes RDDs, broadcast variables and
 * accumulators of it. Streaming contexts are made on top of it, one or several, or make one of their own.
 *
 * <pre>{@code
 * try (ShadufContext context = new ShadufContext("local[2]", "squares")) {
 *     System.out.println(context.parallelize(List.of(1, 2, 3)).map(x -> x * x).collect());
 * }
 * }</pre>
 *
 * <p>Any number may exist at a time. Safe for use by many threads. After {@link #close()} its RDDs, and it itself, refuse
 * every operation with an {@link IllegalStateException}.
 */
public final class ShadufContext implements EngineContext {
    private final StreamingConf conf;
    private final Clock clock;
    private final String appName;
    private final Engine engine;
    private final RddFactory rdds;

    /**
     * Starts an engine.
     *
     * @param conf the configuration; later changes of it have no effect
     * @throws ConfigurationException naming every fault of the configuration, and a master URL that no engine knows
     */
    public ShadufContext(StreamingConf conf) {
        this(conf, Clock.system());
    }

    /**
     * Starts an engine; everything not given here comes from {@link StreamingConf#StreamingConf()}.
     *
     * @param master the master URL, such as {@code local[2]}
     * @param appName the name in logs, thread names and statistics
     * @throws ConfigurationException naming every fault of the configuration, and a master URL that no engine knows
     */
    public ShadufContext(String master, String appName) {
        this(new StreamingConf().setMaster(master).setAppName(appName));
    }

    ShadufContext(StreamingConf conf, Clock clock) {
        this.conf = conf.clone();
        this.clock = clock;
        this.engine = start(this.conf, clock);
        this.appName = this.conf.get(StreamingSettings.APP_NAME);
        this.rdds = new RddFactory(this, engine, appName);
    }

    /**
     * Returns the configuration.
     *
     * @return a copy
     */
    public StreamingConf conf() {
        return conf.clone();
    }

    /**
     * Returns the application's name.
     *
     * @return the name in logs, thread names and statistics
     */
    public String appName() {
        return appName;
    }

    @Override
    public <T> RDD<T> parallelize(List<T> records) {
        return parallelize(records, defaultParallelism());
    }

    @Override
    public <T> RDD<T> parallelize(List<T> records, int numPartitions) {
        return rdds.rdd(rdds.list(records, numPartitions, Origins.here("parallelize")));
    }

    @Override
    public <K, V> PairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> records) {
        return parallelizePairs(records, defaultParallelism());
    }

    @Override
    public <K, V> PairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> records, int numPartitions) {
        return rdds.pairs(rdds.list(records, numPartitions, Origins.here("parallelizePairs")));
    }

    @Override
    public DoubleRDD parallelizeDoubles(List<Double> numbers) {
        return parallelizeDoubles(numbers, defaultParallelism());
    }

    @Override
    public DoubleRDD parallelizeDoubles(List<Double> numbers, int numPartitions) {
        return rdds.doubles(rdds.list(numbers, numPartitions, Origins.here("parallelizeDoubles")));
    }

    @Override
    public RDD<String> textFile(String path) {
        return textFile(path, Math.min(2, defaultParallelism()));
    }

    @Override
    public RDD<String> textFile(String path, int minPartitions) {
        return rdds.rdd(Texts.lines(path, minPartitions, Origins.here("textFile")));
    }

    @Override
    public PairRDD<String, String> wholeTextFiles(String path) {
        return wholeTextFiles(path, Math.min(2, defaultParallelism()));
    }

    @Override
    public PairRDD<String, String> wholeTextFiles(String path, int minPartitions) {
        return rdds.pairs(Texts.whole(path, minPartitions, Origins.here("wholeTextFiles")));
    }

    @Override
    public <T> RDD<T> emptyRDD() {
        return rdds.rdd(rdds.union(List.of(), Origins.here("emptyRDD")));
    }

    @Override
    public <T> RDD<T> union(List<? extends RDD<T>> inputs) {
        return rdds.rdd(rdds.union(inputs, Origins.here("union")));
    }

    @Override
    public <T> Broadcast<T> broadcast(T value) {
        return open("broadcast").broadcast(value);
    }

    @Override
    public LongAccumulator longAccumulator(String name) {
        return open("longAccumulator").longAccumulator(name);
    }

    @Override
    public DoubleAccumulator doubleAccumulator(String name) {
        return open("doubleAccumulator").doubleAccumulator(name);
    }

    @Override
    public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
        return open("collectionAccumulator").collectionAccumulator(name);
    }

    @Override
    public void setCheckpointDir(String directory) {
        rdds.requireOpen(Origins.here("setCheckpointDir"));
        rdds.checkpointIn(directory);
    }

    @Override
    public Optional<String> getCheckpointDir() {
        return rdds.checkpointDirectory();
    }

    @Override
    public int defaultParallelism() {
        return engine.defaultParallelism();
    }

    @Override
    public String master() {
        return conf.get(StreamingSettings.MASTER);
    }

    @Override
    public void close() {
        rdds.close();
        engine.close();
    }

    /**
     * Returns the context as {@code ShadufContext 'squares' on local[2]}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "ShadufContext '" + appName + "' on " + master();
    }

    Engine engine() {
        return engine;
    }

    RddFactory rdds() {
        return rdds;
    }

    Clock clock() {
        return clock;
    }

    private Engine open(String operator) {
        rdds.requireOpen(Origins.here(operator));
        return engine;
    }

    private static Engine start(StreamingConf conf, Clock clock) {
        Engines engines = Engines.load();
        List<String> faults = new ArrayList<>(conf.faults());
        String url = conf.get(StreamingSettings.MASTER);
        engines.fault(url).ifPresent(faults::add);
        if (conf.get(StreamingSettings.APP_NAME).isBlank()) {
            faults.add("setting '" + StreamingSettings.APP_NAME.key() + "' is blank; give the application a name");
        }
        if (faults.isEmpty()) {
            try {
                return engines.provider(url).create(url, conf, clock);
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        throw new ConfigurationException("the configuration", faults);
    }
}
