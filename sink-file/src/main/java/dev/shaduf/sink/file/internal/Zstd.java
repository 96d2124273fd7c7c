// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The only class that needs zstd-jni: it is loaded when something is compressed with it. */
final class Zstd {
    private Zstd() {}

    static OutputStream compressed(OutputStream bytes) throws IOException {
        return new ZstdOutputStream(bytes);
    }
}
