// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal;

import dev.shaduf.spi.SinkBatch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a mark stands for.
 *
 * @param stream the id of the stream
 * @param output the uid of the output, shortened where it is longer than a key may be
 * @param batch the number of the batch; {@link #RUN} for the mark of the run itself
 * @param partition the partition; {@link #WHOLE} for the batch as a whole
 */
record MarkKey(String stream, String output, long batch, int partition) {
    static final int LONGEST_OUTPUT = 200;
    static final long RUN = -1;
    static final int WHOLE = -1;
    private static final int DIGEST = 64;

    static MarkKey of(SinkBatch batch, String output, int partition) {
        return new MarkKey(batch.id().stream().toString(), output, batch.id().number(), partition);
    }

    static String output(String uid) {
        if (uid.length() <= LONGEST_OUTPUT) {
            return uid;
        }
        return uid.substring(0, LONGEST_OUTPUT - DIGEST - 1) + "#" + digest(uid);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "batch " + stream + "-" + batch + (partition == WHOLE ? "" : " partition " + partition) + " of output '"
                + output + "'";
    }
}
