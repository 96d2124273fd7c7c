// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Divides ranges. A function of the range and the number alone. */
public final class Splits {
    private Splits() {}

    /** Makes one split per partition with anything new, and more, of the largest, until there are as many as wanted. */
    public static List<KafkaSplit> of(KafkaRange range, int wanted) {
        List<PartitionRange> filled =
                range.partitions().stream().filter(part -> !part.isEmpty()).toList();
        int[] pieces = pieces(filled, wanted);
        List<KafkaSplit> splits = new ArrayList<>();
        for (int i = 0; i < pieces.length; i++) {
            divide(filled.get(i), pieces[i], range.isolation(), splits);
        }
        return splits;
    }

    private static int[] pieces(List<PartitionRange> filled, int wanted) {
        int[] pieces = new int[filled.size()];
        Arrays.fill(pieces, 1);
        for (int total = pieces.length; total < wanted; total++) {
            int largest = -1;
            double size = 1;
            for (int i = 0; i < pieces.length; i++) {
                double each = (double) length(filled.get(i)) / pieces[i];
                if (each > size) {
                    largest = i;
                    size = each;
                }
            }
            if (largest < 0) {
                break;
            }
            pieces[largest]++;
        }
        return pieces;
    }

    private static void divide(PartitionRange part, int pieces, String isolation, List<KafkaSplit> splits) {
        long length = length(part);
        long from = part.from();
        for (int i = 1; i <= pieces; i++) {
            long until = i == pieces ? part.until() : part.from() + length / pieces * i + length % pieces * i / pieces;
            splits.add(new KafkaSplit(
                    part.topic(), part.topicId(), part.partition(), from, until, part.leaderEpoch(), isolation));
            from = until;
        }
    }

    private static long length(PartitionRange part) {
        return part.until() - part.from();
    }
}
