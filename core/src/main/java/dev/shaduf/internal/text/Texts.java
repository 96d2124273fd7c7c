// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.spi.FileEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Plans of what reads text files. */
public final class Texts {
    private Texts() {}

    /** Plans the lines of files. */
    public static PlanNode lines(String paths, int minPartitions, Origin origin) {
        requirePartitions(minPartitions, origin);
        List<Piece> pieces = Piece.cut(TextFiles.find(paths, origin), minPartitions);
        PartitionReader reader = task -> LineInput.open(pieces.get(task.partition()));
        return new SourceNode(pieces.size(), reader, origin);
    }

    /** Plans pairs of names and texts of files, in consecutive groups of about the same size. */
    public static PlanNode whole(String paths, int minPartitions, Origin origin) {
        requirePartitions(minPartitions, origin);
        List<List<URI>> groups = groups(TextFiles.find(paths, origin), minPartitions);
        PartitionReader reader = task -> WholeFiles.open(groups.get(task.partition()));
        return new SourceNode(groups.size(), reader, origin);
    }

    private static List<List<URI>> groups(List<FileEntry> files, int wanted) {
        double size = files.stream().mapToDouble(Texts::weight).sum() / wanted;
        List<List<URI>> groups = new ArrayList<>();
        List<URI> group = new ArrayList<>();
        double passed = 0;
        for (FileEntry file : files) {
            group.add(file.path());
            passed += weight(file);
            if (passed >= size * (groups.size() + 1) * (1 - 1e-9)) {
                groups.add(List.copyOf(group));
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }

    /** An empty file costs something to open, too. */
    private static double weight(FileEntry file) {
        return file.length() + 1.0;
    }

    private static void requirePartitions(int partitions, Origin origin) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    origin + " asks for " + partitions + " partitions: at least 1 is needed");
        }
    }
}
