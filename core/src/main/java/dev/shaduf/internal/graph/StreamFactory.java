// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.DStream;
import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.InputDStream;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.ReceiverInputDStream;
import dev.shaduf.function.Function2;
import dev.shaduf.rdd.PairRDD;
import dev.shaduf.rdd.RDD;
import dev.shaduf.spi.Receiver;
import dev.shaduf.spi.Source;
import dev.shaduf.spi.SourceRange;
import dev.shaduf.time.Time;
import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the streams that a program begins with: those of its inputs, and those over a list of streams. */
public final class StreamFactory {
    private final DStreamGraph graph;

    StreamFactory(DStreamGraph graph) {
        this.graph = graph;
    }

    /** Makes the stream of a receiver; {@code kind} is the method that the program called. */
    public <T> ReceiverInputDStream<T> receiverStream(String kind, Receiver<T> receiver) {
        Operation operation = input(kind);
        if (isTaken(receiver)) {
            throw operation.refused(
                    "receiver '" + receiver.name() + "' is that of another stream already; make a new one for each");
        }
        return new ReceiverInputHandle<>(
                added(new ReceiverStream<>(operation, operation.carried(receiver, "receiver"))));
    }

    private boolean isTaken(@Nullable Receiver<?> receiver) {
        return graph.inputs().stream()
                .anyMatch(input -> input instanceof ReceiverStream<?> known && known.receiver() == receiver);
    }

    /** Makes the stream of a source. */
    public <T, R extends SourceRange, S extends Serializable> InputDStream<T> sourceStream(
            String kind, Source<T, R, S> source) {
        Operation operation = input(kind);
        return new InputHandle<>(added(new SourceStream<>(operation, operation.carried(source, "source"))));
    }

    /** Makes the stream of the RDDs that are in a queue now. */
    public <T> InputDStream<T> queueStream(
            Collection<? extends RDD<T>> queue, boolean oneAtATime, @Nullable RDD<T> defaultRdd) {
        Operation operation = input("queueStream");
        return new InputHandle<>(
                added(new QueueStream<>(operation, operation.given(queue, "queue"), oneAtATime, defaultRdd)));
    }

    /** Joins streams. */
    public <T> DStream<T> union(List<? extends DStream<T>> streams) {
        Operation operation = graph.operation("union");
        return new DStreamHandle<>(
                new UnionStream<RDD<T>>(operation, Combining.parents(operation, streams), graph.factory()::rdd));
    }

    /** Joins streams of pairs. */
    public <K, V> PairDStream<K, V> unionPairs(List<? extends PairDStream<K, V>> streams) {
        Operation operation = graph.operation("union");
        return new PairDStreamHandle<>(new UnionStream<PairRDD<K, V>>(
                operation, Combining.parents(operation, streams), graph.factory()::pairs));
    }

    /** Builds the RDD of each batch from those of several streams, in the order of the list. */
    public <T> DStream<T> transform(
            List<? extends DStreamLike<?, ?, ?>> streams, Function2<List<RDD<?>>, Time, RDD<T>> f) {
        return new DStreamHandle<>(Combining.transformed(graph.operation("transform"), streams, f));
    }

    /** Builds the RDD of pairs of each batch from those of several streams, in the order of the list. */
    public <K, V> PairDStream<K, V> transformToPair(
            List<? extends DStreamLike<?, ?, ?>> streams, Function2<List<RDD<?>>, Time, PairRDD<K, V>> f) {
        return new PairDStreamHandle<>(Combining.transformed(graph.operation("transformToPair"), streams, f));
    }

    private Operation input(String kind) {
        return graph.operation(kind).as(Operation.Role.INPUT, graph.countInputs());
    }

    private <I extends StreamInput<?>> I added(I input) {
        graph.add(input);
        return input;
    }
}
