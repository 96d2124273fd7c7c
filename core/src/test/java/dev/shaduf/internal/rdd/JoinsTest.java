// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.ShadufContext;
import dev.shaduf.function.Tuple2;
import dev.shaduf.rdd.HashPartitioner;
import dev.shaduf.rdd.PairRDD;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JoinsTest {
    @AutoClose
    private final ShadufContext context = Plans.context();

    private final PairRDD<String, Integer> left =
            context.parallelizePairs(List.of(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3)), 2);
    private final PairRDD<String, String> right =
            context.parallelizePairs(List.of(Tuple2.of("a", "x"), Tuple2.of("c", "y"), Tuple2.of("a", "z")), 3);

    @Test
    void shouldPairEveryValueWithEveryValueOfTheSameKey() {
        assertThat(left.join(right).collect())
                .containsExactlyInAnyOrder(
                        Tuple2.of("a", Tuple2.of(1, "x")),
                        Tuple2.of("a", Tuple2.of(1, "z")),
                        Tuple2.of("a", Tuple2.of(3, "x")),
                        Tuple2.of("a", Tuple2.of(3, "z")));
    }

    @Test
    void shouldKeepTheLeftSideInALeftOuterJoin() {
        assertThat(left.leftOuterJoin(right).collect())
                .hasSize(5)
                .contains(Tuple2.of("b", Tuple2.of(2, Optional.empty())))
                .contains(Tuple2.of("a", Tuple2.of(3, Optional.of("z"))));
    }

    @Test
    void shouldKeepTheRightSideInARightOuterJoin() {
        assertThat(left.rightOuterJoin(right).collect())
                .hasSize(5)
                .contains(Tuple2.of("c", Tuple2.of(Optional.empty(), "y")))
                .contains(Tuple2.of("a", Tuple2.of(Optional.of(1), "x")));
    }

    @Test
    void shouldKeepBothSidesInAFullOuterJoin() {
        assertThat(left.fullOuterJoin(right).collect())
                .hasSize(6)
                .contains(Tuple2.of("b", Tuple2.of(Optional.of(2), Optional.empty())))
                .contains(Tuple2.of("c", Tuple2.of(Optional.empty(), Optional.of("y"))))
                .contains(Tuple2.of("a", Tuple2.of(Optional.of(1), Optional.of("x"))));
    }

    @Test
    void shouldGatherTheValuesOfBothSides() {
        Map<String, Tuple2<Iterable<Integer>, Iterable<String>>> groups =
                left.cogroup(right).collectAsMap();
        assertThat(groups).containsOnlyKeys("a", "b", "c");
        assertThat(groups.get("a")._1()).containsExactlyInAnyOrder(1, 3);
        assertThat(groups.get("a")._2()).containsExactlyInAnyOrder("x", "z");
        assertThat(groups.get("b")._2()).isEmpty();
        assertThat(groups.get("c")._1()).isEmpty();
    }

    @Test
    void shouldUseThePartitionerGiven() {
        HashPartitioner five = new HashPartitioner(5);
        assertThat(left.join(right, five).partitioner()).contains(five);
        assertThat(left.leftOuterJoin(right, five).partitioner()).contains(five);
        assertThat(left.rightOuterJoin(right, five).partitioner()).contains(five);
        assertThat(left.fullOuterJoin(right, five).partitioner()).contains(five);
        assertThat(left.cogroup(right, five).partitioner()).contains(five);
        assertThat(left.join(right, five).collect()).hasSize(4);
    }

    @Test
    void shouldNotShuffleASideThatIsPartitionedAlready() {
        PairRDD<String, Integer> movedLeft = left.partitionBy(new HashPartitioner(4));
        PairRDD<String, String> movedRight = right.partitionBy(new HashPartitioner(4));
        assertThat(Plans.shuffles(movedLeft.join(movedRight))).isEqualTo(2);
        assertThat(Plans.shuffles(movedLeft.join(right))).isEqualTo(2);
        assertThat(Plans.shuffles(movedLeft.join(movedLeft))).isEqualTo(1);
        assertThat(movedLeft.join(movedRight).collect()).hasSize(4);
    }

    @Test
    void shouldJoinWithAnEmptyRdd() {
        PairRDD<String, String> empty =
                context.<Tuple2<String, String>>emptyRDD().mapToPair(p -> p);
        assertThat(left.join(empty).collect()).isEmpty();
        assertThat(left.leftOuterJoin(empty).collect()).hasSize(3);
        assertThat(empty.rightOuterJoin(left).collect()).hasSize(3);
        assertThat(empty.fullOuterJoin(empty).collect()).isEmpty();
    }

    @Test
    void shouldJoinAnRddWithItself() {
        assertThat(left.join(left).collect()).hasSize(5);
    }
}
