// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SinkContext;
import dev.shaduf.time.BatchId;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What writers have staged. The hidden directory of a batch holds what all attempts wrote and, per session, the directory that its
 * commit makes ready; nothing there is ever shared by two sessions that commit.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final String sink;
    private final FileStore store;
    private final BatchDirectories directories;
    private final String uid;
    /** Attempts are counted anew in each run: the token keeps those of a dead run apart. */
    private final String token;

    Attempts(String sink, FileStore store, BatchDirectories directories, SinkContext context) {
        this.sink = sink;
        this.store = store;
        this.directories = directories;
        this.uid = context.uid();
        this.token = "e" + context.epoch() + "-" + UUID.randomUUID();
    }

    /** Names this session. */
    String token() {
        return token;
    }

    /** Where attempts of a batch write. */
    URI of(BatchId batch) {
        return directories.staging(uid, batch).resolve("attempts/");
    }

    /** What an attempt writes. */
    String name(int partition, int attempt) {
        return BatchDirectories.part(partition) + ".a" + attempt + "-" + token;
    }

    /** The directory that the commit of a batch makes ready. */
    URI ready(BatchId batch) {
        return directories.staging(uid, batch).resolve("ready-" + token + "/");
    }

    /** Moves an attempt to where it is published from, unless an interrupted commit has done so. */
    void collect(BatchId batch, StagedPart part, URI to) throws IOException {
        URI staged = of(batch).resolve(part.file());
        if (store.exists(staged)) {
            if (store.exists(to)) {
                store.delete(to);
            }
            store.publish(staged, to);
        } else if (!store.exists(to)) {
            throw new IOException("what was staged as '" + BatchDirectories.readable(staged)
                    + "' is gone: a newer run took over this output, or somebody deleted it");
        }
    }

    /** Removes all attempts of a batch and of those before, as far as that works. */
    void discard(BatchId batch) {
        try {
            directories.discardAttempts(store, uid, batch);
        } catch (IOException e) {
            LOG.warn(
                    "{}: staged files of batch {} could not be removed and are tried again with the next batch",
                    sink,
                    batch,
                    e);
        }
    }
}
