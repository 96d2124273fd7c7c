// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.PartitionReader;
import dev.shaduf.engine.Stage;
import dev.shaduf.engine.TaskContext;
import dev.shaduf.internal.text.TextDirectory;
import dev.shaduf.spi.FileStore;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link CheckpointPart} wrote.
 *
 * @param directory where the parts are
 */
record CheckpointReader(URI directory) implements PartitionReader {
    @Override
    public Input open(TaskContext task) throws IOException {
        URI file = TextDirectory.part(directory, task.partition());
        return new Part(
                file,
                new DataInputStream(new BufferedInputStream(FileStore.of(file).read(file, 0))));
    }

    private static final class Part implements Input {
        private final URI file;
        private final DataInputStream in;
        private Object[] records = {};
        private int next;
        private boolean ended;

        Part(URI file, DataInputStream in) {
            this.file = file;
            this.in = in;
        }

        @Override
        public boolean advance(Stage into, int max) throws Exception {
            int left = max;
            while (left > 0 && !ended) {
                if (next == records.length) {
                    readFrame();
                    continue;
                }
                into.push(records[next++]);
                left--;
            }
            return !ended;
        }

        private void readFrame() throws IOException, ClassNotFoundException {
            int length = readInt();
            if (length == CheckpointPart.END) {
                ended = true;
                return;
            }
            int checksum = readInt();
            byte[] frame = in.readNBytes(Math.max(0, length));
            CRC32C actual = new CRC32C();
            actual.update(frame);
            if (frame.length != length || checksum != (int) actual.getValue()) {
                throw damaged(null);
            }
            records = CheckpointPart.records(frame);
            next = 0;
        }

        private int readInt() throws IOException {
            try {
                return in.readInt();
            } catch (EOFException e) {
                throw damaged(e);
            }
        }

        private IOException damaged(@Nullable EOFException cause) {
            return new IOException("the checkpoint of an RDD, " + file + ", is damaged", cause);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
