// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.engine.StateSegment;
import dev.shaduf.internal.graph.GraphShape;
import dev.shaduf.internal.journal.BatchPlan;
import dev.shaduf.internal.journal.CheckpointContents;
import dev.shaduf.internal.journal.Journals;
import dev.shaduf.internal.journal.Program;
import dev.shaduf.internal.journal.Recovered;
import dev.shaduf.internal.journal.Skip;
import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.spi.CheckpointStore;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Looks into a checkpoint directory from the command line: {@code java -cp '<core and slf4j-api>' dev.shaduf.CheckpointTool DIR}.
 * Shows the stream, the version of the format, its batches, inputs, states, outputs, snapshots, receivers' logs and skipped
 * batches, verifies all checksums and says what a restart would do; {@code --drop-skipped NUMBER} gives a skipped batch up.
 * Looking needs neither the program's classes nor that the program has stopped; dropping does need the latter.
 */
public final class CheckpointTool {
    private static final String USAGE = "usage: checkpoint DIR [--drop-skipped NUMBER]";

    private final PrintStream out;

    private CheckpointTool(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the tool. Ends the JVM with 0 if all is well, 1 if something in the directory is damaged, 2 if it cannot be read.
     *
     * @param args the directory, a path or a URI, and options
     */
    public static void main(String[] args) {
        // checkstyle: allow Console, because this is a program of the command line
        System.exit(run(System.out, args));
    }

    /**
     * Runs the tool.
     *
     * @param out takes what it says
     * @param args the directory, a path or a URI, and options
     * @return 0 if all is well, 1 if something in the directory is damaged, 2 if it cannot be read or changed
     */
    public static int run(PrintStream out, String... args) {
        return new CheckpointTool(out).run(args);
    }

    private int run(String... args) {
        boolean drops = args.length == 3 && args[1].equals("--drop-skipped");
        if (args.length != 1 && !drops) {
            out.println(USAGE);
            return 2;
        }
        try {
            return drops ? drop(args[0], args[2]) : show(args[0]);
        } catch (IOException | RuntimeException e) {
            out.println(args[0] + ": " + e.getMessage());
            return 2;
        }
    }

    private int show(String directory) throws IOException {
        try (CheckpointStore store = CheckpointStores.open(directory)) {
            Optional<CheckpointContents> contents = CheckpointContents.of(store);
            if (contents.isEmpty()) {
                out.println(directory + " has not been used by a stream");
                return 0;
            }
            return print(contents.get());
        }
    }

    private int drop(String directory, String batch) throws IOException {
        long number;
        try {
            number = Long.parseLong(batch);
        } catch (NumberFormatException e) {
            out.println("--drop-skipped takes the number of a batch, not '" + batch + "'; " + USAGE);
            return 2;
        }
        CheckpointStore store = CheckpointStores.open(directory);
        boolean found = Journals.dropSkip(store, number);
        out.println(
                found ? "batch " + number + " is dropped" : "batch " + number + " is not among the skipped batches");
        return found ? 0 : 2;
    }

    private int print(CheckpointContents contents) {
        Recovered journal = contents.recovered();
        Program program = journal.program();
        line("stream", contents.stream() + (program == null ? "" : ", epoch " + program.epoch()));
        line("format", "version " + contents.version());
        line("batches", "completed up to " + journal.lastCompleted() + " at " + journal.lastCompletedTime());
        journal.open().forEach(open -> line("in flight", describe(open.plan())));
        line("horizon", horizon(journal));
        journal.sources()
                .values()
                .forEach(source -> line(
                        "input " + source.uid(),
                        source.since().isEmpty()
                                ? "up to block or file known to its memory"
                                : source.since().get(source.since().size() - 1).describe()));
        if (program != null) {
            program.shape().states().forEach(state -> line("state " + state.uid(), describe(state, contents)));
            program.shape()
                    .outputs()
                    .forEach(output -> line("output " + output.uid(), output.place() + ", " + marks(journal)));
        }
        contents.snapshots()
                .forEach(snapshot -> line(
                        "snapshot",
                        "as of batch " + snapshot.number() + ", "
                                + snapshot.partitions().size() + " partitions, "
                                + snapshot.partitions().stream()
                                        .mapToLong(StateSegment::bytes)
                                        .sum() + " bytes"));
        contents.segments().forEach((part, bytes) -> line("bytes in " + part, bytes.toString()));
        contents.skips().forEach(skip -> line("skipped", describe(skip)));
        contents.tears().forEach(tear -> line("not finished", tear));
        contents.faults().forEach(fault -> line("DAMAGED", fault));
        line(
                "checksums",
                contents.faults().isEmpty() ? "all verified" : contents.faults().size() + " faults");
        line("a restart", restart(journal));
        return contents.faults().isEmpty() ? 0 : 1;
    }

    private static String describe(BatchPlan plan) {
        List<String> inputs = plan.inputs().entrySet().stream()
                .map(input -> input.getKey() + ": " + input.getValue().describe())
                .toList();
        return "batch " + plan.id().number() + " at " + plan.time() + " of " + inputs;
    }

    private static String describe(GraphShape.State state, CheckpointContents contents) {
        List<StateSegment> partitions = contents.snapshots().stream()
                .reduce((older, newer) -> newer)
                .map(CheckpointContents.Snapshot::partitions)
                .orElse(List.of())
                .stream()
                .filter(segment -> segment.uid().equals(state.uid()))
                .toList();
        return (state.place().startsWith(state.kind()) ? state.place() : state.place() + " (" + state.kind() + ")")
                + (partitions.isEmpty()
                        ? ", in no snapshot yet: all of it is in the journal"
                        : ", "
                                + partitions.stream()
                                        .mapToLong(StateSegment::keys)
                                        .sum() + " keys, "
                                + partitions.stream()
                                        .mapToLong(StateSegment::bytes)
                                        .sum() + " bytes in " + partitions.size() + " partitions of the last snapshot");
    }

    private static String describe(Skip skip) {
        return "batch " + skip.batch().id().number() + " at " + skip.batch().time() + ": "
                + skip.batch().outputs() + skip.batch().states();
    }

    /** What sinks hold of batches is asked of them by the program alone; here is what they will be asked for. */
    private static String marks(Recovered journal) {
        String committed = "committed up to batch " + journal.lastCompleted();
        List<Long> open =
                journal.open().stream().map(each -> each.plan().id().number()).toList();
        return open.isEmpty()
                ? committed
                : committed + "; a restart asks its sink for its marks of batches " + open.get(0) + " to "
                        + open.get(open.size() - 1);
    }

    private static String horizon(Recovered journal) {
        return journal.finished().isEmpty()
                ? "batch " + (journal.lastCompleted() + 1)
                : "batch " + journal.finished().get(0).id().number();
    }

    private static String restart(Recovered journal) {
        return journal.open().isEmpty()
                ? "goes on with batch " + (journal.lastCompleted() + 1)
                : "runs " + journal.open().size()
                        + " batches in flight again, as they were planned, and goes on with batch "
                        + (journal.open()
                                        .get(journal.open().size() - 1)
                                        .plan()
                                        .id()
                                        .number()
                                + 1);
    }

    private void line(String what, String text) {
        out.printf("%-24s %s%n", what, text);
    }
}
