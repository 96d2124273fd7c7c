// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.ProcessingGuarantee;
import dev.shaduf.config.StreamingConf;
import dev.shaduf.config.StreamingSettings;
import dev.shaduf.internal.graph.DStreamGraph;
import dev.shaduf.internal.graph.OutputGuarantee;
import dev.shaduf.internal.journal.Journal;
import dev.shaduf.internal.journal.JournalOptions;
import dev.shaduf.internal.journal.Journals;
import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.spi.BatchProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoint directory of a context, if it has one. */
final class Checkpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    private final String app;
    private final StreamingConf conf;
    private final DStreamGraph graph;
    private final BatchProbe probe;
    private final StateForms states;
    private @Nullable String directory;

    Checkpoint(String app, StreamingConf conf, DStreamGraph graph, BatchProbe probe, StateForms states) {
        this.app = app;
        this.conf = conf;
        this.graph = graph;
        this.probe = probe;
        this.states = states;
        this.directory = conf.find(CheckpointSettings.DIRECTORY).orElse(null);
    }

    void directory(String newDirectory) {
        this.directory = newDirectory;
    }

    Optional<String> directory() {
        return Optional.ofNullable(directory);
    }

    /** Finds outputs that reach less than the program asks for, and what a program that is to survive may not have. */
    List<String> faults() {
        ProcessingGuarantee asked = conf.get(StreamingSettings.PROCESSING_GUARANTEE);
        List<String> faults = new ArrayList<>();
        for (OutputGuarantee guarantee : guarantees()) {
            guarantee.fault(asked).ifPresent(faults::add);
        }
        if (directory != null) {
            faults.addAll(graph.ambiguousUids());
            faults.addAll(graph.unrecoverable());
        }
        return faults;
    }

    /** Says for each output what it reaches. */
    void reportGuarantees() {
        if (LOG.isInfoEnabled()) {
            guarantees().forEach(guarantee -> LOG.info("output {}", guarantee.line()));
        }
    }

    private List<OutputGuarantee> guarantees() {
        return graph.guarantees(directory != null);
    }

    /**
     * Opens the journal of the directory.
     *
     * @throws IOException if the directory is in use, or cannot be read or written
     */
    Optional<Journal> open() throws IOException {
        String given = directory;
        if (given == null) {
            return Optional.empty();
        }
        JournalOptions options = new JournalOptions(
                app,
                "shaduf-" + app + "-",
                conf.get(CheckpointSettings.PATIENCE),
                conf.get(CheckpointSettings.SNAPSHOT_BYTES),
                graph.snapshotInterval().orElse(null),
                states.options(conf),
                probe);
        return Optional.of(Journals.open(CheckpointStores.open(given), options));
    }
}
