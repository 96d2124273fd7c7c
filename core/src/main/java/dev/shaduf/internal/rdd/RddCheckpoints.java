// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.JobScope;
import dev.shaduf.engine.Origin;
import dev.shaduf.engine.PlanNode;
import dev.shaduf.engine.SourceNode;
import dev.shaduf.internal.text.TextDirectory;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a context's RDDs, each a directory below one that the program chooses. A directory is deleted once no plan
 * can read it any more, and with the end of the context: another run of the program could not know what is in it.
 */
final class RddCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(RddCheckpoints.class);

    private final Map<SourceNode, RddCheckpoint> unwritten = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<SourceNode> unreachable = new ReferenceQueue<>();
    private volatile @Nullable String directory;

    void in(String path) {
        TextDirectory.uri(path);
        directory = path;
    }

    Optional<String> directory() {
        return Optional.ofNullable(directory);
    }

    /** Plans to read a directory that the first job which reads it writes. */
    SourceNode begin(PlanNode computed, Origin origin) {
        String parent = directory;
        if (parent == null) {
            throw new IllegalStateException(
                    origin + " does not know where to write; call setCheckpointDir of the engine context first");
        }
        String path = parent + "/rdd-" + UUID.randomUUID();
        SourceNode node = new SourceNode(
                computed.partitions(),
                new CheckpointReader(TextDirectory.uri(path)),
                computed.partitioner(),
                computed.origin());
        unwritten.put(node, new RddCheckpoint(path, computed, origin));
        kept.add(new Kept(node, TextDirectory.uri(path), unreachable));
        return node;
    }

    /** Returns the directory that a node reads, once it is written. */
    Optional<String> file(PlanNode node) {
        boolean written = node instanceof SourceNode source && !unwritten.containsKey(source);
        return written && ((SourceNode) node).reader() instanceof CheckpointReader reader
                ? Optional.of(reader.directory().toString())
                : Optional.empty();
    }

    /** Writes the checkpoints that a plan reads and that are not there yet. */
    void write(PlanNode plan, RddFactory factory, JobScope scope) throws Exception {
        if (!unwritten.isEmpty()) {
            write(plan, factory, scope, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
    }

    private void write(PlanNode node, RddFactory factory, JobScope scope, Set<PlanNode> seen) throws Exception {
        if (!seen.add(node)) {
            return;
        }
        RddCheckpoint checkpoint = node instanceof SourceNode source ? unwritten.get(source) : null;
        if (checkpoint != null) {
            checkpoint.write(factory, scope);
            unwritten.remove(node);
        }
        for (PlanNode parent : node.parents()) {
            write(parent, factory, scope, seen);
        }
    }

    void deleteUnreachable() {
        for (Reference<?> found = unreachable.poll(); found != null; found = unreachable.poll()) {
            delete((Kept) found);
        }
    }

    void close() {
        kept.forEach(this::delete);
    }

    private void delete(Kept gone) {
        kept.remove(gone);
        try {
            FileStore.of(gone.directory).delete(gone.directory);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is left over from an RDD and could not be deleted", gone.directory, e);
        }
    }

    private static final class Kept extends PhantomReference<SourceNode> {
        private final URI directory;

        Kept(SourceNode node, URI directory, ReferenceQueue<SourceNode> queue) {
            super(node, queue);
            this.directory = directory;
        }
    }
}
