// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The only class that needs zstd-jni: it is loaded when something is compressed with it. */
final class Zstd {
    private Zstd() {}

    static InputStream uncompressed(InputStream bytes) throws IOException {
        return new ZstdInputStream(bytes);
    }
}
