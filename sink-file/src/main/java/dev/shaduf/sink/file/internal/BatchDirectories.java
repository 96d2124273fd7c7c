// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.shaduf.spi.FileEntry;
import dev.shaduf.spi.FileStore;
import dev.shaduf.spi.SinkBatch;
import dev.shaduf.time.BatchId;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where batches go. The visible name is made of the time, for people; hidden names of the identity alone.
 *
 * @param location the prefix of the visible names
 * @param suffix their end, empty for none
 */
public record BatchDirectories(URI location, String suffix) implements Serializable {
    /** The directory that readers see. */
    URI target(SinkBatch batch) {
        String end = suffix.isEmpty() ? "" : "." + FileStore.escaped(suffix);
        return URI.create(location + "-" + batch.time().milliseconds() + end);
    }

    /** The hidden directory of an output. */
    URI staging(String uid) {
        return location.resolve(".shaduf-" + digest(uid + "\n" + location + "\n" + suffix) + "/");
    }

    /** The hidden directory of a batch. */
    URI staging(String uid, BatchId batch) {
        return staging(uid).resolve(batch + "/");
    }

    /** The name of a partition's file. */
    static String part(int partition) {
        return String.format(Locale.ROOT, "part-%05d", partition);
    }

    /** How messages name a place. */
    static String readable(URI uri) {
        String path = uri.getPath();
        return "file".equals(uri.getScheme()) && path != null ? path : uri.toString();
    }

    /** Removes all attempts of a batch and of those before; a late attempt may have come back after its commit. */
    void discardAttempts(FileStore store, String uid, BatchId batch) throws IOException {
        for (FileEntry entry : store.list(staging(uid))) {
            OptionalLong number = number(batch.stream(), entry.name());
            if (number.isPresent() && number.getAsLong() <= batch.number()) {
                store.delete(entry.path());
            }
        }
    }

    /** The number of a batch of a stream in the name of a file, if it is one. */
    static OptionalLong number(UUID stream, String name) {
        String number =
                name.startsWith(stream + "-") ? name.substring(stream.toString().length() + 1) : "";
        return number.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(number)) : OptionalLong.empty();
    }

    /** A path to which names can be resolved. */
    static URI directory(URI path) {
        return path.toString().endsWith("/") ? path : URI.create(path + "/");
    }

    static URI withoutSlash(URI path) {
        String text = path.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : path;
    }

    static String lastName(URI path) {
        String text = withoutSlash(path).toString();
        return text.substring(text.lastIndexOf('/') + 1);
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
