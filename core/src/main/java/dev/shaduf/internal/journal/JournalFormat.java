// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.journal;

import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.engine.codec.Encoder;
import java.nio.ByteBuffer;
import java.util.UUID;

/** How records of the journal are written: a kind, then plain values, by the codecs of the stream. */
final class JournalFormat {
    static final int NOTHING = 0;
    static final int RANGE = 1;
    static final int BLOCKS = 2;
    static final int QUEUED = 3;

    /** A skipped output that can be replayed. */
    static final int REPLAYABLE = 1;
    /** One that cannot, of which earlier versions did not write why. */
    static final int REFUSED_SOMEHOW = 0;
    /** One that cannot; why follows. */
    static final int REFUSED = 2;

    private static final int PROGRAM = 1;
    private static final int PLANNED = 2;
    private static final int PLANNED_EMPTY = 3;
    private static final int COMPLETED = 4;
    private static final int FAILED = 5;
    private static final int BASE = 6;
    private static final int SNAPSHOT = 7;
    private static final int CHANGES = 8;
    private static final int SOURCES = 9;
    private static final int SKIPPED = 10;
    private static final int SETTLED = 11;
    private static final int ACCEPTED = 12;
    private static final int CAPACITY = 256;
    private static final int CHANGES_HEAD = 1 + Long.BYTES + Integer.BYTES;

    private final UUID stream;
    private final Codecs codecs;
    private final boolean plain;

    JournalFormat(UUID stream, Codecs codecs, boolean plain) {
        this.stream = stream;
        this.codecs = codecs;
        this.plain = plain;
    }

    Codecs codecs() {
        return codecs;
    }

    /** Writes a record; its first byte is its kind. */
    ByteBuffer[] write(JournalRecord record) {
        if (record instanceof JournalRecord.Changes changes) {
            ByteBuffer head = ByteBuffer.allocate(CHANGES_HEAD)
                    .put((byte) CHANGES)
                    .putLong(changes.number())
                    .putInt(changes.chunk());
            return new ByteBuffer[] {head.flip(), changes.content()};
        }
        Encoder out = codecs.encoder(CAPACITY);
        JournalWriting parts = new JournalWriting(out);
        int kind = write(record, out, parts);
        return new ByteBuffer[] {ByteBuffer.wrap(new byte[] {(byte) kind}), ByteBuffer.wrap(out.toBytes())};
    }

    private static int write(JournalRecord record, Encoder out, JournalWriting parts) {
        if (record instanceof Program program) {
            parts.program(program);
            return PROGRAM;
        }
        if (record instanceof JournalRecord.Planned planned) {
            parts.plan(planned.plan());
            return PLANNED;
        }
        if (record instanceof JournalRecord.PlannedEmpty empty) {
            out.writeLong(empty.number());
            out.writeLong(empty.from().milliseconds());
            out.writeLong(empty.count());
            out.writeLong(empty.step().milliseconds());
            parts.layout(empty.layout());
            return PLANNED_EMPTY;
        }
        if (record instanceof JournalRecord.Completed completed) {
            out.writeLong(completed.number());
            out.writeLong(completed.time().milliseconds());
            out.writeUnsigned(completed.chunks());
            out.writeLong(completed.told());
            return COMPLETED;
        }
        if (record instanceof JournalRecord.Failed failed) {
            out.writeLong(failed.number());
            out.write(failed.error());
            return FAILED;
        }
        if (record instanceof JournalRecord.Skipped skipped) {
            parts.skip(skipped.skip());
            return SKIPPED;
        }
        if (record instanceof JournalRecord.Settled settled) {
            out.writeLong(settled.number());
            parts.all(settled.outputs(), out::write);
            return SETTLED;
        }
        if (record instanceof JournalRecord.Accepted accepted) {
            out.writeLong(accepted.whole());
            out.writeLong(accepted.completed());
            out.writeLong(accepted.planned());
            return ACCEPTED;
        }
        if (record instanceof JournalRecord.Snapshot snapshot) {
            parts.snapshot(snapshot);
            return SNAPSHOT;
        }
        if (record instanceof JournalRecord.Sources sources) {
            parts.all(sources.sources(), parts::source);
            return SOURCES;
        }
        base((JournalRecord.Base) record, out, parts);
        return BASE;
    }

    private static void base(JournalRecord.Base base, Encoder out, JournalWriting parts) {
        out.writeLong(base.number());
        out.writeLong(base.time().milliseconds());
        out.writeLong(base.lastPlanned());
        out.writeLong(base.lastTime().milliseconds());
        parts.program(base.program());
        parts.all(base.plans(), parts::plan);
        parts.all(base.sources(), parts::source);
        parts.all(base.snapshots(), parts::snapshot);
        parts.all(base.skips(), parts::skip);
        parts.dropped(base.dropped());
    }

    /** Reads a record. */
    JournalRecord read(ByteBuffer bytes) {
        int kind = bytes.get();
        if (kind == CHANGES) {
            return new JournalRecord.Changes(bytes.getLong(), bytes.getInt(), bytes.slice());
        }
        Decoder in = codecs.decoder(bytes.slice());
        JournalReading parts = new JournalReading(stream, in, plain);
        return switch (kind) {
            case PROGRAM -> parts.program();
            case PLANNED -> new JournalRecord.Planned(parts.plan());
            case PLANNED_EMPTY ->
                new JournalRecord.PlannedEmpty(
                        in.readLong(), parts.time(), in.readLong(), parts.duration(), parts.layout());
            case COMPLETED ->
                new JournalRecord.Completed(in.readLong(), parts.time(), (int) in.readUnsigned(), in.readLong());
            case FAILED -> new JournalRecord.Failed(in.readLong(), parts.text());
            case SKIPPED -> new JournalRecord.Skipped(parts.skip());
            case SETTLED -> new JournalRecord.Settled(in.readLong(), parts.all(parts::text));
            case ACCEPTED -> new JournalRecord.Accepted(in.readLong(), in.readLong(), in.readLong());
            case SNAPSHOT -> parts.snapshot();
            case SOURCES -> new JournalRecord.Sources(parts.all(parts::source));
            case BASE ->
                new JournalRecord.Base(
                        in.readLong(),
                        parts.time(),
                        in.readLong(),
                        parts.time(),
                        parts.program(),
                        parts.all(parts::plan),
                        parts.all(parts::source),
                        parts.all(parts::snapshot),
                        parts.all(parts::skip),
                        parts.dropped());
            default ->
                throw new CodecException("the journal has a record of unknown kind " + kind
                        + "; a newer version wrote it: start that version");
        };
    }
}
