// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.job;

import dev.shaduf.config.CheckpointSettings;
import dev.shaduf.config.DamagedJournal;
import dev.shaduf.internal.journal.Recovered;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is lost where a part of the journal cannot be read, and whether the program may go on without it. */
final class DamageCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DamageCheck.class);

    private final Recovered recovered;
    private final DamagedJournal choice;

    DamageCheck(Recovered recovered, DamagedJournal choice) {
        this.recovered = recovered;
        this.choice = choice;
    }

    List<String> faults() {
        if (recovered.damages().isEmpty()) {
            return List.of();
        }
        String what = "the journal is damaged, and it cannot be known what was planned and completed there: "
                + recovered.damages().stream().map(String::valueOf).collect(Collectors.joining("; "));
        if (!recovered.isRestart()) {
            return List.of(what + "; put the directory back from a copy, or begin with an empty one");
        }
        if (choice == DamagedJournal.ACCEPT) {
            LOG.warn("{}; {}, as {} says", what, lost(), CheckpointSettings.DAMAGED.key());
            return List.of();
        }
        return List.of(what + "; put the directory back from a copy, or go on with " + CheckpointSettings.DAMAGED.key()
                + "=accept: then " + lost());
    }

    private String lost() {
        long whole = recovered.lastWhole();
        long completed = recovered.lastCompleted();
        String states = whole < completed
                ? "the states are as of batch " + whole + ", what batches " + (whole + 1) + " to " + completed
                        + " changed in them is lost"
                : "the states are as of batch " + whole;
        return states + ", and so are batches in flight whose plans cannot be read" + again();
    }

    /** Sources go on behind the last plan that can be read, whatever has been completed since. */
    private String again() {
        long readable = recovered.lastReadable();
        return readable < recovered.lastCompleted()
                ? "; what batches " + (readable + 1) + " to " + recovered.lastCompleted()
                        + " had read is read again, and their outputs are written twice"
                : "";
    }
}
