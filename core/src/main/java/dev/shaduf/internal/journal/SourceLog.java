// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.internal.graph.InputPlan;
import dev.shaduf.spi.SourceRange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows how far each source has been planned. Used under the lock of its owner. */
final class SourceLog {
    private final Map<String, Progress> sources = new LinkedHashMap<>();

    private static final class Progress {
        private final List<SourceRange> since = new ArrayList<>();
        private @Nullable Serializable memory;
    }

    void reset(List<SourceProgress> all) {
        sources.clear();
        for (SourceProgress source : all) {
            Progress progress = progress(source.uid());
            progress.memory = source.memory();
            progress.since.addAll(source.since());
        }
    }

    void planned(BatchPlan plan) {
        plan.inputs().forEach((uid, input) -> {
            if (input instanceof InputPlan.Range range) {
                Progress progress = progress(uid);
                if (progress.memory == null) {
                    progress.since.clear();
                }
                progress.since.add(range.range());
            } else if (input instanceof InputPlan.Blocks taken) {
                // Blocks are planned in order, so the number of the last says enough.
                progress(uid).memory = taken.blocks().stream()
                        .mapToLong(block -> block.id().number())
                        .max()
                        .orElse(-1);
            }
        });
    }

    /** Takes the memory of a source, which holds everything planned up to now. */
    void remember(String uid, Serializable memory) {
        Progress progress = progress(uid);
        progress.memory = memory;
        progress.since.clear();
    }

    Map<String, SourceProgress> all() {
        Map<String, SourceProgress> all = new LinkedHashMap<>();
        sources.forEach(
                (uid, progress) -> all.put(uid, new SourceProgress(uid, progress.memory, List.copyOf(progress.since))));
        return all;
    }

    private Progress progress(String uid) {
        return sources.computeIfAbsent(uid, name -> new Progress());
    }
}
