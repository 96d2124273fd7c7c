// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.text;

import dev.shaduf.engine.Input;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads files one by one, each as a pair of its name and its text. */
final class WholeFiles {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    private WholeFiles() {}

    static Input open(List<URI> files) {
        return Input.concat(
                files.stream().<Input.Opener>map(file -> () -> one(file)).toList());
    }

    private static Input one(URI file) throws IOException {
        try (InputStream raw = FileStore.of(file).read(file, 0);
                InputStream in = Piece.compressed(file) ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readNBytes(LONGEST);
            if (in.read() >= 0) {
                throw new IOException("it has more than " + LONGEST + " bytes, which is more than a string can hold");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return Input.of(new Object[] {new Tuple2<>(file.toString(), text)});
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
