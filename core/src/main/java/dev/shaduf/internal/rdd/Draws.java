// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.NarrowNode;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Plans of what draws at random: functions of a seed and the position of a record. */
final class Draws {
    /** The seed where the program gives none. Not a random one: a batch that is run again draws the same. */
    static final long SEED = 0x5EED;

    private Draws() {}

    /** The random numbers of a partition. Begun twice, so that those of one partition are not those of another, moved. */
    static SplittableRandom random(long seed, int partition) {
        return new SplittableRandom(new SplittableRandom(seed ^ (partition * 0xD1342543DE82EF95L)).nextLong());
    }

    static PlanNode sample(PlanNode records, boolean withReplacement, double fraction, long seed, Origin origin) {
        boolean allowed = withReplacement ? fraction >= 0 && fraction < 1e9 : fraction >= 0 && fraction <= 1;
        if (!allowed) {
            throw new IllegalArgumentException(origin + " asks for a fraction of " + fraction
                    + (withReplacement
                            ? "; with replacement it is a number from 0"
                            : "; without replacement it is a number from 0 to 1"));
        }
        return withReplacement
                ? new NarrowNode(records, new RepeatStep(fraction, seed), true, origin)
                : new NarrowNode(records, new DrawStep(0, fraction, seed), true, origin);
    }

    /** Plans for each weight what falls to it. */
    static List<PlanNode> split(PlanNode records, double[] weights, long seed, Origin origin) {
        double sum = Arrays.stream(weights).sum();
        boolean allowed = Arrays.stream(weights).allMatch(weight -> weight >= 0) && sum > 0 && sum < Double.MAX_VALUE;
        if (!allowed) {
            throw new IllegalArgumentException(origin + " was given the weights " + Arrays.toString(weights)
                    + "; none may be negative, and one must be greater than 0");
        }
        List<PlanNode> parts = new ArrayList<>();
        double from = 0;
        for (int i = 0; i < weights.length; i++) {
            double to = i == weights.length - 1 ? 1 : Math.min(1, from + weights[i] / sum);
            parts.add(new NarrowNode(records, new DrawStep(from, to, seed), true, origin));
            from = to;
        }
        return parts;
    }
}
