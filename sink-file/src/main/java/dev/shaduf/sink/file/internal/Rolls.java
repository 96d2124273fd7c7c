// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import dev.shaduf.time.BatchId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The rolls of an output. Which batches of a stream a roll puts together is written down before it begins, under the name of the
 * first of them, and a roll that was interrupted is finished by whoever comes next. So one alone decides about a batch, though several
 * programs roll into one prefix, or an old run has not noticed yet that it was replaced.
 *
 * <p>A roll's first batch is marked last: until then its name is taken for all who would begin with a batch of it. One that was
 * planned from what has been shown meanwhile meets the mark of another roll, and is void.
 */
final class Rolls {
    private final FileStore store;
    private final URI directory;
    private final URI kept;
    private final URI work;
    private final URI target;
    private final String uid;
    private final FileContent content;
    private final Marks marks;

    /**
     * Rolls what an output has committed.
     *
     * @param staging the hidden directory of the output
     * @param work a directory of this session's own in it
     */
    Rolls(FileStore store, URI staging, URI work, URI target, String uid, FileContent content, Marks marks) {
        this.store = store;
        this.directory = staging.resolve("rolls/");
        this.kept = staging.resolve("committed/");
        this.work = work;
        this.target = target;
        this.uid = uid;
        this.content = content;
        this.marks = marks;
    }

    /** Plans a roll of batches of one stream, in order, unless another one begins with the same. */
    void plan(List<String> batches) throws IOException {
        URI plan = work.resolve("plan");
        try (OutputStream out = store.create(plan)) {
            out.write(String.join("\n", batches).getBytes(UTF_8));
        }
        if (!store.publish(plan, directory.resolve(batches.get(0)))) {
            store.delete(plan);
        }
    }

    /** Finishes all that are planned. */
    void finish() throws IOException {
        for (FileEntry roll : store.list(directory)) {
            try {
                finish(batches(roll));
                store.delete(roll.path());
            } catch (IOException e) {
                if (store.exists(roll.path())) {
                    throw e;
                }
                // Another program has finished it at the same time.
            }
        }
    }

    private List<String> batches(FileEntry roll) throws IOException {
        try (InputStream in = store.read(roll.path(), 0)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private void finish(List<String> batches) throws IOException {
        String roll = BatchDirectories.digest(batches.get(0) + "\n" + batches.get(batches.size() - 1) + "\n" + uid);
        boolean shown = false;
        for (String batch : batches) {
            Optional<Marks.Shown> mark = marks.of(KeptBatch.id(batch));
            if (mark.isPresent() && !isOf(roll, mark.get())) {
                return;
            }
            shown |= mark.isPresent();
        }
        if (!shown) {
            new Roll(store, target, work, content)
                    .run(name(batches, roll), batches.stream().map(this::kept).toList());
        }
        mark(batches, roll);
    }

    /** A mark whose process died while it was written is of the one roll that was being finished then. */
    private static boolean isOf(String roll, Marks.Shown mark) {
        return mark.roll().isEmpty() || mark.roll().equals(roll);
    }

    /** The first mark that is set says that all of the roll is shown; nothing of it is deleted before the last one. */
    private void mark(List<String> batches, String roll) throws IOException {
        for (int i = batches.size() - 1; i >= 0; i--) {
            BatchId batch = KeptBatch.id(batches.get(i));
            if (marks.of(batch).map(Marks.Shown::roll).orElse("").isEmpty()) {
                URI directory = kept(batches.get(i));
                marks.set(
                        batch,
                        new Marks.Shown(
                                KeptBatch.of(directory, store.list(directory)).epoch(), roll));
            }
        }
        for (String batch : batches) {
            store.delete(kept(batch));
        }
    }

    private URI kept(String batch) {
        return kept.resolve(batch + "/");
    }

    private static String name(List<String> batches, String roll) {
        return "part-" + KeptBatch.id(batches.get(0)).number() + "-"
                + KeptBatch.id(batches.get(batches.size() - 1)).number() + "-" + roll;
    }
}
