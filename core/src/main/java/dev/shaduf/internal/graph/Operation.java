// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.Origin;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.Partitioner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation that the program called: its kind, its place, and the names that it was given. Shared by all nodes that
 * carry it out.
 */
final class Operation {
    /** What an operation is, as far as names go. */
    enum Role {
        /** Leaves no trace beyond its batch. */
        STEP,
        /** Keeps a state, which is found by its uid. */
        STATE,
        /** Brings records in. */
        INPUT,
        /** Ends a stream. */
        OUTPUT
    }

    private final DStreamGraph graph;
    private final String kind;
    private final List<Operation> inputs = new ArrayList<>();
    private final List<Carried> carried = new ArrayList<>(1);
    private Origin origin;
    private Role role = Role.STEP;
    private int number;
    private @Nullable String name;
    private @Nullable String uid;
    private @Nullable Partitioner partitioner;

    /** What tasks use of what the program gave. */
    private record Carried(Object value, String what) {}

    Operation(DStreamGraph graph, String kind, Origin origin) {
        this.graph = graph;
        this.kind = kind;
        this.origin = origin;
    }

    DStreamGraph graph() {
        return graph;
    }

    String kind() {
        return kind;
    }

    Origin origin() {
        return origin;
    }

    Role role() {
        return role;
    }

    /** Returns the number among inputs, or among outputs. */
    int number() {
        return number;
    }

    List<Operation> inputs() {
        return inputs;
    }

    Optional<String> uid() {
        return Optional.ofNullable(uid);
    }

    /** Returns the name that the program gave. */
    Optional<String> givenName() {
        return Optional.ofNullable(name);
    }

    Optional<Partitioner> partitioner() {
        return Optional.ofNullable(partitioner);
    }

    Operation as(Role newRole, int newNumber) {
        this.role = newRole;
        this.number = newNumber;
        return this;
    }

    void keepsState() {
        this.role = Role.STATE;
    }

    /** Has the partition count of this operation in the layout of every batch. */
    void partitionedBy(Partitioner given) {
        this.partitioner = given;
    }

    void name(@Nullable String newName) {
        graph.requireOpen(named("name"));
        this.name = given(newName, "name");
        origin = new Origin(this.name, origin.site());
    }

    void uid(@Nullable String newUid) {
        graph.requireOpen(named("uid"));
        uid = given(newUid, "uid");
    }

    private Origin named(String what) {
        return new Origin(what + "() of " + origin.operator(), origin.site());
    }

    /** Refuses a parameter that is missing. */
    <V> V given(@Nullable V value, String what) {
        if (value == null) {
            throw refused("the " + what + " is null; pass one");
        }
        return value;
    }

    /** Refuses a parameter that is missing, and notes that tasks use it. */
    <V> V carried(@Nullable V value, String what) {
        V present = given(value, what);
        carried.add(new Carried(present, what));
        return present;
    }

    /** Lists what of this operation cannot go to where an engine runs tasks. */
    List<String> faults(Engine engine) {
        List<String> faults = new ArrayList<>();
        for (Carried use : carried) {
            String fault = engine.fault(use.value()).orElse(null);
            if (fault != null) {
                faults.add(origin + ": the " + use.what() + " is refused: " + fault);
            }
        }
        return faults;
    }

    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(origin + " is refused: " + why);
    }

    int atLeastOne(int count, String what) {
        if (count < 1) {
            throw refused(what + " is " + count + "; at least 1 is needed");
        }
        return count;
    }

    /** Returns hash partitions in a number that the program gives. */
    Partitioner hashPartitioner(int numPartitions) {
        return new HashPartitioner(atLeastOne(numPartitions, "the number of partitions"));
    }

    /** Adds a stream to those that this operation reads. */
    StreamNode<?> reads(@Nullable DStreamLike<?, ?, ?> stream) {
        DStreamLike<?, ?, ?> checked = given(stream, "other stream");
        if (!(checked instanceof StreamHandle<?, ?, ?> handle)) {
            throw refused("the other stream is of a class of its own, "
                    + checked.getClass().getName() + "; use streams made by the context");
        }
        return reads(handle.node());
    }

    private StreamNode<?> reads(StreamNode<?> node) {
        if (node.graph() != graph) {
            throw refused("the other stream, " + node.operation().origin()
                    + ", belongs to another context; all streams of an operation come from one");
        }
        inputs.add(node.operation());
        return node;
    }

    /** Adds a stream that must have the slide of those before it. */
    StreamNode<?> readsBeside(StreamNode<?> first, @Nullable DStreamLike<?, ?, ?> stream) {
        StreamNode<?> node = reads(stream);
        if (!node.slide().equals(first.slide())) {
            throw refused(
                    "its streams have different slides: " + first.operation().origin() + " has " + first.slide()
                            + ", " + node.operation().origin() + " has " + node.slide()
                            + "; bring both to one slide with window(length, slide)");
        }
        return node;
    }

    @Override
    public String toString() {
        return origin.toString();
    }
}
