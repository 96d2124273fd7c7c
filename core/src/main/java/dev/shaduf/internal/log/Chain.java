// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.log;

import dev.shaduf.internal.log.SegmentHeader.Link;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStore.SegmentInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the segments that make up a log: the newest, and from each the one that its header calls the previous one. What is
 * there and not on this chain was written by a process that had been replaced, or by a write that failed.
 */
final class Chain {
    private final CheckpointStore store;
    private final NavigableMap<SegmentName, Optional<SegmentHeader>> found = new TreeMap<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<LogDamage> damages = new ArrayList<>();
    private @Nullable UUID stream;
    private Tail tail = Tail.NONE;

    private Chain(CheckpointStore store) {
        this.store = store;
    }

    static Chain of(CheckpointStore store, String log) throws IOException {
        Chain chain = new Chain(store);
        for (SegmentInfo info : store.list(log + "/")) {
            Optional<SegmentName> name = SegmentName.parse(info.name());
            if (name.isPresent() && name.get().log().equals(log)) {
                chain.found.put(name.get(), chain.header(name.get()));
            }
        }
        chain.follow();
        return chain;
    }

    /** The segments of the log, the oldest first. */
    List<Part> parts() {
        return List.copyOf(parts);
    }

    /** The newest version of the format; 0 where no header tells. */
    int version() {
        return found.values().stream()
                .flatMap(Optional::stream)
                .mapToInt(SegmentHeader::version)
                .max()
                .orElse(0);
    }

    /** Headers that are damaged, segments that are missing, in the order of addresses. */
    List<LogDamage> damages() {
        List<LogDamage> ordered = new ArrayList<>(damages);
        Collections.reverse(ordered);
        return ordered;
    }

    /** What is cut off at its end. */
    Optional<LogTear> tear() {
        return tail.tear();
    }

    /** All segments under the log's name. */
    Iterable<SegmentName> all() {
        return found.keySet();
    }

    /** The last segment of the log in which there is something, as the next one will name it. */
    Link last() {
        for (Iterator<Part> newest = parts.descendingIterator(); newest.hasNext(); ) {
            Part part = newest.next();
            if (part.end() > part.name().base()) {
                return new Link(part.name().epoch(), part.name().base(), part.end());
            }
        }
        return Link.NONE;
    }

    /** Refuses to write below an epoch that has been written under: a directory's epochs grow. */
    void checkEpoch(long epoch) throws LogFormatException {
        for (SegmentName name : found.keySet()) {
            if (name.epoch() >= epoch) {
                throw new LogFormatException("cannot write under epoch " + epoch + ": " + name
                        + " has been written already; the directory has lost its epoch, or belongs to a newer process");
            }
        }
    }

    Optional<UUID> stream() {
        return Optional.ofNullable(stream);
    }

    private Optional<SegmentHeader> headerOf(SegmentName name) {
        return found.getOrDefault(name, Optional.empty());
    }

    private Optional<SegmentHeader> header(SegmentName name) throws IOException {
        try (InputStream in = store.read(name.toString(), 0)) {
            return SegmentHeader.decode(name, ByteBuffer.wrap(in.readNBytes(SegmentHeader.BYTES)));
        }
    }

    private void follow() throws IOException {
        SegmentName name = newest();
        tail = name == null ? Tail.NONE : Tail.of(store, name);
        long end = tail.end();
        while (name != null) {
            parts.addFirst(new Part(name, end));
            Optional<SegmentHeader> header = headerOf(name);
            if (header.isPresent()) {
                check(name, header.get());
                Link link = header.get().previous();
                end = link.end();
                name = link.isNone() ? null : previous(name, link);
                if (name != null && name.base() != link.base()) {
                    end = link.base();
                }
            } else {
                damages.add(new LogDamage(name.toString(), 0, name.base(), name.base(), "its header cannot be read"));
                end = name.base();
                name = below(name);
            }
        }
    }

    /** A segment whose header is not whole has never been durable, unless there is more of it than a crash leaves. */
    private @Nullable SegmentName newest() throws IOException {
        for (SegmentName name : found.descendingKeySet()) {
            if (headerOf(name).isPresent() || Tail.isWritten(store, name)) {
                return name;
            }
        }
        return null;
    }

    private @Nullable SegmentName previous(SegmentName of, Link link) {
        SegmentName named = new SegmentName(of.log(), link.epoch(), link.base());
        if (found.containsKey(named)) {
            return named;
        }
        SegmentName before = below(named);
        if (before != null) {
            damages.add(new LogDamage(named.toString(), 0, link.base(), link.end(), "the segment is missing"));
        }
        return before;
    }

    private @Nullable SegmentName below(SegmentName name) {
        SegmentName candidate = found.lowerKey(name);
        while (candidate != null && candidate.base() >= name.base()) {
            candidate = found.lowerKey(candidate);
        }
        return candidate;
    }

    private void check(SegmentName name, SegmentHeader header) throws LogFormatException {
        if (stream == null) {
            stream = header.stream();
        } else if (!stream.equals(header.stream())) {
            throw new LogFormatException("cannot read " + name + ": it belongs to stream " + header.stream()
                    + ", the log to " + stream + "; remove what was copied into the directory");
        }
    }
}
