// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.state;

import dev.shaduf.engine.codec.CodecException;
import dev.shaduf.engine.codec.Codecs;
import dev.shaduf.engine.codec.Decoder;
import dev.shaduf.engine.codec.Encoder;
import dev.shaduf.time.Time;
import java.nio.ByteBuffer;

/**
 * What an encoded piece of a state says of itself.
 *
 * @param content what follows
 * @param uid the name of the state
 * @param partition the partition; 0 for a version
 * @param partitions the number of partitions of the state
 * @param hashed whether keys are in the partitions of the portable hash; else a partitioner of the program says where
 * @param time the time of the batch whose version it is of
 * @param sequence which of the chunks of that version and partition it is, from 0
 */
public record StateChunk(
        Content content, String uid, int partition, int partitions, boolean hashed, Time time, long sequence) {
    private static final int MOST_PARTITIONS = 1 << 20;

    /** What a chunk holds. Part of the format: the order of these never changes. */
    public enum Content {
        /** What a version changed in a partition. */
        CHANGES,
        /** A partition whole, or a piece of that. */
        WHOLE,
        /** Nothing: all that a version changed, in all partitions, has come before. */
        VERSION
    }

    /**
     * Reads what a chunk says of itself, and nothing of its values.
     *
     * @param chunk the chunk
     * @return what it says
     * @throws CodecException if it is damaged, or a newer version wrote it
     */
    public static StateChunk of(ByteBuffer chunk) {
        return read(Codecs.standard().decoder(chunk));
    }

    static StateChunk read(Decoder in) {
        int content = in.readByte();
        if (content >= Content.values().length || !(in.readPlain() instanceof String uid)) {
            throw new CodecException("this is no piece of a state, or it is damaged");
        }
        long partition = in.readUnsigned();
        long partitions = in.readUnsigned();
        if (partitions < 0 || partitions > MOST_PARTITIONS || partition < 0 || partition >= partitions) {
            throw new CodecException("state '" + uid + "' has a piece of partition " + partition + " of " + partitions
                    + "; it is damaged");
        }
        boolean hashed = in.readByte() != 0;
        Time time = new Time(in.readLong());
        return new StateChunk(
                Content.values()[content], uid, (int) partition, (int) partitions, hashed, time, in.readUnsigned());
    }

    void write(Encoder out) {
        out.writeByte(content.ordinal());
        out.write(uid);
        out.writeUnsigned(partition);
        out.writeUnsigned(partitions);
        out.writeByte(hashed ? 1 : 0);
        out.writeLong(time.milliseconds());
        out.writeUnsigned(sequence);
    }

    StateChunk of(Content other) {
        return new StateChunk(other, uid, partition, partitions, hashed, time, sequence);
    }

    StateChunk next() {
        return new StateChunk(content, uid, partition, partitions, hashed, time, sequence + 1);
    }

    String shown() {
        return "state '" + uid + "', partition " + partition + " of " + partitions + ", batch of " + time;
    }
}
