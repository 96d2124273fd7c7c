// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** How a file is compressed, by the end of its name. */
enum Codec {
    NONE {
        @Override
        InputStream uncompressed(InputStream bytes) {
            return bytes;
        }
    },
    GZIP {
        @Override
        InputStream uncompressed(InputStream bytes) throws IOException {
            return new GzipStream(bytes);
        }
    },
    ZSTD {
        @Override
        InputStream uncompressed(InputStream bytes) throws IOException {
            try {
                return Zstd.uncompressed(bytes);
            } catch (NoClassDefFoundError e) {
                throw new IOException(
                        "it is compressed with zstd; add the artifact com.github.luben:zstd-jni to the class path", e);
            }
        }
    };

    /** The codec of a path. */
    static Codec of(String path) {
        String lower = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return GZIP;
        }
        return lower.endsWith(".zst") ? ZSTD : NONE;
    }

    abstract InputStream uncompressed(InputStream bytes) throws IOException;
}
