// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.config;

import dev.shaduf.time.Duration;
import dev.shaduf.time.Durations;
import java.util.ArrayList;
import java.util.List;

/** The settings of checkpoint directories, and what a restart does where the program or the directory leaves a choice. */
public final class CheckpointSettings {
    /** Directory in which the stream survives its process. */
    public static final Setting<String> DIRECTORY = Setting.text(
            "shaduf.checkpoint.dir",
            null,
            "Directory in which the stream survives its process: a path, or a URI of a checkpoint store");
    /** How long a write is tried again that the disk refuses. */
    public static final Setting<Duration> PATIENCE = Setting.duration(
            "shaduf.checkpoint.patience",
            Durations.minutes(10),
            "How long batches wait for a checkpoint directory that cannot be written, a full disk perhaps, before the context"
                    + " fails");
    /** Growth of the journal between two snapshots. */
    public static final Setting<Long> SNAPSHOT_BYTES = Setting.bytes(
            "shaduf.checkpoint.snapshot.bytes",
            16L << 20,
            "Growth of the journal after which states are written whole; at least as much as they took the last time");
    /** States that are not wanted any more. */
    public static final Setting<String> STATE_DROP = Setting.text(
            "shaduf.state.drop",
            null,
            "Uids, separated by commas, of states in the checkpoint directory that the restart drops");
    /** Inputs that are not wanted any more. */
    public static final Setting<String> INPUT_DROP = Setting.text(
            "shaduf.input.drop",
            null,
            "Uids, separated by commas, of removed inputs whose records the restart drops: those in batches in flight, and a"
                    + " receiver's log");
    /** What to do with a batch that an output may have committed, in part or as a whole, where nobody can tell. */
    public static final Setting<HalfCommitted> HALF_COMMITTED = Setting.choice(
            "shaduf.output.half.committed",
            HalfCommitted.REFUSE,
            "What a restart does with a batch in flight that an output may have: in part, when the program above the output"
                    + " has changed, or as a whole, when its sink cannot tell any more");
    /** What to do when a window cannot read records of past batches again. */
    public static final Setting<WindowRecovery> WINDOW_RECOVERY = Setting.choice(
            "shaduf.window.recovery",
            WindowRecovery.REFUSE,
            "What a restart does when a window cannot read past records again: refuse, or begin without them");

    /** What to do when a part of the journal cannot be read. */
    public static final Setting<DamagedJournal> DAMAGED = Setting.choice(
            "shaduf.recovery.damaged",
            DamagedJournal.REFUSE,
            "What a restart does when a part of the journal cannot be read: refuse, or go on with the states as of the last batch"
                    + " before it");
    /** Whether receivers have logs. */
    public static final Setting<Boolean> RECEIVER_LOG = Setting.flag(
            "shaduf.receiver.log",
            true,
            "With a checkpoint directory: whether what receivers store is in a log there before it counts as stored");

    private static final List<Setting<?>> ALL = List.of(
            DIRECTORY,
            PATIENCE,
            RECEIVER_LOG,
            SNAPSHOT_BYTES,
            STATE_DROP,
            INPUT_DROP,
            HALF_COMMITTED,
            WINDOW_RECOVERY,
            DAMAGED);

    private CheckpointSettings() {}

    /**
     * Lists the settings.
     *
     * @return all of them, in the order of the documentation
     */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /**
     * Returns what a list of uids names.
     *
     * @param conf the settings
     * @param setting a setting that holds uids, separated by commas
     * @return the uids
     */
    public static List<String> uids(StreamingConf conf, Setting<String> setting) {
        List<String> uids = new ArrayList<>();
        for (String text : conf.find(setting).orElse("").split(",")) {
            String uid = text.strip();
            if (!uid.isEmpty()) {
                uids.add(uid);
            }
        }
        return uids;
    }
}
