// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The checkpoint stores on the class path, by URI scheme. */
public final class CheckpointStores {
    static final String NOUN = "checkpoint store";
    /** One letter before a colon is a drive. */
    private static final Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private CheckpointStores() {}

    /**
     * Opens the store of a directory, not acquired.
     *
     * @param directory a URI, or the path of a local directory
     * @throws ConfigurationException if there is no store for its scheme, or it is no URI
     * @throws IOException if the directory cannot be reached, or is not a checkpoint directory
     */
    public static CheckpointStore open(String directory) throws IOException {
        URI uri = uri(directory);
        return Registry.<CheckpointStoreProvider>load(
                        NOUN, new Service<>(CheckpointStoreProvider.class, CheckpointStoreProvider::scheme))
                .get(String.valueOf(uri.getScheme()))
                .open(uri);
    }

    private static URI uri(String directory) {
        try {
            return HAS_SCHEME.matcher(directory).matches()
                    ? URI.create(directory)
                    : Path.of(directory).toAbsolutePath().toUri();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "checkpoint directory '" + directory + "'",
                    List.of("it is neither a path nor a URI: " + e.getMessage()));
        }
    }
}
