// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Parts of one form that follow each other, of which one block is made.
 *
 * @param parts the parts, one or more
 * @param contents what the log is given of them
 */
record Run(List<Part> parts, List<ByteBuffer> contents) {
    /** Divides parts where records and bytes follow each other. */
    static List<Run> of(List<Part> parts, Function<List<Part>, List<ByteBuffer>> encode) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= parts.size(); i++) {
            if (i == parts.size() || parts.get(i).getClass() != parts.get(from).getClass()) {
                List<Part> run = List.copyOf(parts.subList(from, i));
                runs.add(new Run(run, encode.apply(run)));
                from = i;
            }
        }
        return runs;
    }

    long records() {
        return parts.stream().mapToLong(Part::size).sum();
    }

    long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}
