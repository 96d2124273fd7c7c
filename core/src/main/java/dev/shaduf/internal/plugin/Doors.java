// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.spi.FileSinks;
import dev.shaduf.spi.FileStreams;
import dev.shaduf.spi.SocketStreams;
import java.util.List;

/** The connectors that have operations of their own: of each there is one, in an artifact that is known. */
public final class Doors {
    private Doors() {}

    /**
     * Returns what is behind {@code socketTextStream} and its like.
     *
     * @throws ConfigurationException if it is not on the class path, or several are
     */
    public static SocketStreams socketStreams() {
        return only(SocketStreams.class, "socket streams", "shaduf-source-socket");
    }

    /**
     * Returns what is behind {@code textFileStream} and its like.
     *
     * @throws ConfigurationException if it is not on the class path, or several are
     */
    public static FileStreams fileStreams() {
        return only(FileStreams.class, "file streams", "shaduf-source-file");
    }

    /**
     * Returns what is behind {@code saveAsTextFiles} and its like.
     *
     * @throws ConfigurationException if it is not on the class path, or several are
     */
    public static FileSinks fileSinks() {
        return only(FileSinks.class, "file output", "shaduf-sink-file");
    }

    private static <P> P only(Class<P> type, String what, String artifact) {
        Discovery<P> found = Discovery.of(type);
        List<P> providers = found.providers();
        if (providers.size() == 1) {
            return providers.get(0);
        }
        String fault = providers.isEmpty()
                ? "no " + what + " found" + Artifacts.add(artifact)
                : what + " are provided twice: by " + new Plugin<>("", providers.get(0)).place() + " and by "
                        + new Plugin<>("", providers.get(1)).place() + "; remove one of them from the class path";
        String broken = found.broken().isEmpty() ? "" : "; broken: " + String.join(" | ", found.broken());
        throw new ConfigurationException(what, List.of(fault + broken));
    }
}
