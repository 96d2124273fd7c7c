// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

import dev.shaduf.function.Tuple2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Draws graphs: what is asked for first, then operators at random on streams at random. */
final class GraphGenerator {
    private static final int MOST_RECORDS = 300;
    private static final int LONGEST_SLIDE = 6;
    private static final String MASTER = System.getProperty("test.model.master", "");
    private static final List<String> MASTERS = List.of("local[1]", "local[2]", "local[2,2]", "local[3]");

    private final long seed;
    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Map<Integer, List<List<List<Object>>>> input = new HashMap<>();

    private GraphGenerator(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Draws a graph in which, among others, certain operators read one another, and one stream leaves in a certain way. */
    static Graph draw(long seed, List<Pair> pairs, Output.Way way, Operator leaving) {
        GraphGenerator generator = new GraphGenerator(seed);
        generator.sources();
        for (Pair pair : pairs) {
            generator.apply(pair);
        }
        Node last = generator.onSource(leaving);
        generator.outputs.add(new Output(last.id(), way));
        for (int more = generator.random.nextInt(4); more > 0; more--) {
            generator.tryAtRandom();
        }
        return generator.finish();
    }

    private void sources() {
        source(Operators.VALUE_SOURCE);
        source(Operators.PAIR_SOURCE);
        if (random.nextBoolean()) {
            source(Operators.VALUE_QUEUE);
        }
    }

    private void source(Operator operator) {
        Node node = new Node(nodes.size(), operator, List.of(), 0, 0, 1, 0);
        nodes.add(node);
        List<List<List<Object>>> batches = new ArrayList<>();
        for (int i = 0; i < Graph.BATCHES; i++) {
            batches.add(batch(operator.out()));
        }
        input.put(node.id(), batches);
    }

    /** A third of the batches are empty. */
    private List<List<Object>> batch(Kind kind) {
        int partitions = 1 + random.nextInt(3);
        boolean empty = random.nextInt(3) == 0;
        return IntStream.range(0, partitions)
                .mapToObj(p -> IntStream.range(0, empty ? 0 : random.nextInt(5))
                        .mapToObj(i -> record(kind))
                        .toList())
                .toList();
    }

    private Object record(Kind kind) {
        long value = random.nextInt(21) - 5;
        return kind == Kind.VALUES ? (Object) value : Tuple2.of(random.nextInt(Codes.KEYS), value);
    }

    private void apply(Pair pair) {
        int before = nodes.size();
        Node first = add(pair.first(), node());
        if (tooLarge(before) || !fits(add(pair.second(), first), before)) {
            Node small = onSource(pair.first());
            add(pair.second(), small);
        }
    }

    private boolean fits(Node node, int before) {
        boolean tooLarge = tooLarge(before);
        return !tooLarge && node.slide() <= LONGEST_SLIDE;
    }

    private Node onSource(Operator operator) {
        return add(operator, nodes.get(operator.in() == Kind.VALUES ? 0 : 1));
    }

    private void tryAtRandom() {
        Operator operator = Operators.ALL.get(random.nextInt(Operators.ALL.size()));
        fits(add(operator, node()), nodes.size() - 1);
    }

    private Node node() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private Node add(Operator operator, Node on) {
        Node first = converted(on, operator.in());
        List<Integer> inputs = operator.arity() == 1
                ? List.of(first.id())
                : List.of(first.id(), beside(first).id());
        boolean window = operator.role() == Role.WINDOW;
        int most = Math.max(1, Math.min(3, LONGEST_SLIDE / first.slide()));
        Node node = new Node(
                nodes.size(),
                operator,
                inputs,
                1 + random.nextInt(9),
                window ? first.slide() * (1 + random.nextInt(5)) : 0,
                window ? first.slide() * (1 + random.nextInt(most)) : first.slide(),
                1 + random.nextInt(4));
        nodes.add(node);
        return node;
    }

    private Node converted(Node node, Kind kind) {
        if (node.operator().out() == kind) {
            return node;
        }
        Operator conversion = kind == Kind.PAIRS ? RecordOperators.TO_PAIRS : RecordOperators.TO_VALUES;
        Node made = new Node(nodes.size(), conversion, List.of(node.id()), 0, 0, node.slide(), 0);
        nodes.add(made);
        return made;
    }

    /** Another stream that can be read with one. */
    private Node beside(Node first) {
        List<Node> fitting = nodes.stream()
                .filter(node -> node.slide() == first.slide()
                        && node.operator().out() == first.operator().out())
                .toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    /** Takes the newest nodes away again if one of them yields too much. */
    private boolean tooLarge(int from) {
        Graph graph = graph(Map.of());
        NaiveModel model = new NaiveModel(graph);
        boolean large = nodes.stream()
                .skip(from)
                .anyMatch(node -> IntStream.rangeClosed(1, Graph.BATCHES)
                        .filter(time -> time % node.slide() == 0)
                        .anyMatch(time -> model.at(node.id(), time).size() > MOST_RECORDS));
        if (large) {
            nodes.subList(from, nodes.size()).clear();
        }
        return large;
    }

    private Graph finish() {
        Set<Integer> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(node.inputs()));
        for (Node node : nodes) {
            boolean source = node.operator().role() == Role.SOURCE;
            if (!read.contains(node.id()) && !source || random.nextInt(5) == 0) {
                outputs.add(
                        new Output(node.id(), random.nextInt(4) == 0 ? Output.Way.FOREACH_RDD : Output.Way.SINK_TO));
            }
        }
        Map<Integer, Integer> faults = new HashMap<>();
        if (random.nextBoolean()) {
            for (int i = 0; i < 5; i++) {
                faults.put(node().id(), 1 + random.nextInt(40));
            }
        }
        return graph(faults);
    }

    private Graph graph(Map<Integer, Integer> faults) {
        String master = MASTER.isEmpty() ? MASTERS.get((int) Math.floorMod(seed, 4L)) : MASTER;
        return new Graph(seed, master, List.copyOf(nodes), List.copyOf(outputs), Map.copyOf(input), faults);
    }
}
