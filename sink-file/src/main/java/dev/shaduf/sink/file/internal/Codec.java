// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** How files are compressed. */
public enum Codec {
    /** Not at all. */
    NONE("") {
        @Override
        OutputStream compressed(OutputStream bytes) {
            return bytes;
        }
    },
    /** With gzip. */
    GZIP(".gz") {
        @Override
        OutputStream compressed(OutputStream bytes) throws IOException {
            return new GZIPOutputStream(bytes, BUFFER);
        }
    },
    /** With zstd, by zstd-jni. */
    ZSTD(".zst") {
        @Override
        OutputStream compressed(OutputStream bytes) throws IOException {
            return Zstd.compressed(bytes);
        }
    };

    private static final int BUFFER = 64 << 10;

    private final String suffix;

    Codec(String suffix) {
        this.suffix = suffix;
    }

    /** Returns the end of the names of such files. */
    String suffix() {
        return suffix;
    }

    /** Compresses what is written; closing it closes what is below. Two results, one behind the other, are a result. */
    abstract OutputStream compressed(OutputStream bytes) throws IOException;

    /** Says what is missing to use it, if anything is. */
    public Optional<String> fault() {
        try {
            if (this == ZSTD) {
                Class.forName("com.github.luben.zstd.ZstdOutputStream", false, Codec.class.getClassLoader());
            }
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of(
                    "compression is zstd; add the artifact com.github.luben:zstd-jni to the class path, or use gzip");
        }
    }
}
