// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import static dev.shaduf.semantics.Semantics.seconds;

import dev.shaduf.dstream.DStreamLike;
import dev.shaduf.dstream.PairDStream;
import dev.shaduf.dstream.StateSpec;
import dev.shaduf.function.Function2;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import java.util.List;
import java.util.Optional;

/** The operators whose result depends on earlier batches, each with a fault in its functions, where it has any. */
enum StatefulOperator {
    UPDATE_STATE_BY_KEY(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.<Integer>updateStateByKey((values, old) -> fault.pass(UpdateStateByKeyTest.sum(values, old)));
        }
    },
    UPDATE_STATE_BY_KEY_WITH_REMOVAL(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.<Integer>updateStateByKey(
                    (time, key, values, old) -> fault.pass(
                            values.isEmpty() && key.compareTo("b") > 0
                                    ? Optional.empty()
                                    : UpdateStateByKeyTest.sum(values, old)),
                    new HashPartitioner(3));
        }
    },
    MAP_WITH_STATE(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.mapWithState(spec(fault));
        }
    },
    STATE_SNAPSHOTS(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.mapWithState(spec(fault)).stateSnapshots();
        }
    },
    REDUCE_BY_KEY_AND_WINDOW(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.reduceByKeyAndWindow(sum(fault), seconds(3));
        }
    },
    REDUCE_BY_KEY_AND_WINDOW_INVERSE(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.reduceByKeyAndWindow(sum(fault), difference(fault), seconds(3), seconds(1));
        }
    },
    REDUCE_BY_KEY_AND_WINDOW_FILTERED(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.reduceByKeyAndWindow(
                    sum(fault), difference(fault), seconds(3), seconds(1), 3, pair -> fault.pass(pair._2() != 0));
        }
    },
    REDUCE_BY_WINDOW(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.map(Tuple2::_2).reduceByWindow(sum(fault), seconds(3), seconds(1));
        }
    },
    REDUCE_BY_WINDOW_INVERSE(true) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.map(Tuple2::_2).reduceByWindow(sum(fault), difference(fault), seconds(3), seconds(1));
        }
    },
    GROUP_BY_KEY_AND_WINDOW(false) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.groupByKeyAndWindow(seconds(3));
        }
    },
    COUNT_BY_WINDOW(false) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.countByWindow(seconds(3), seconds(1));
        }
    },
    COUNT_BY_VALUE_AND_WINDOW(false) {
        @Override
        DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault) {
            return input.countByValueAndWindow(seconds(3), seconds(1));
        }
    };

    /** Batches in which keys come, stay away, and come back. */
    static final List<String> BATCHES = List.of("a1 b2 c3", "a4 a5", "b6 d7", "a8 c9 c1 c2", "", "a1 d2", "b3", "a1");

    private final boolean callsFunctions;

    StatefulOperator(boolean callsFunctions) {
        this.callsFunctions = callsFunctions;
    }

    /** Tells whether functions of the program are called where the state is updated. */
    boolean callsFunctions() {
        return callsFunctions;
    }

    /** Adds the operator; its functions pass the fault. */
    abstract DStreamLike<?, ?, ?> on(PairDStream<String, Integer> input, Fault fault);

    private static StateSpec<String, Integer, Integer, String> spec(Fault fault) {
        return StateSpec.<String, Integer, Integer, String>function(
                        (key, value, state) -> fault.pass(MapWithStateTest.running(key, value, state)))
                .timeout(seconds(2));
    }

    private static Function2<Integer, Integer, Integer> sum(Fault fault) {
        return (a, b) -> fault.pass(a + b);
    }

    private static Function2<Integer, Integer, Integer> difference(Fault fault) {
        return (a, b) -> fault.pass(a - b);
    }
}
