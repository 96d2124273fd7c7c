// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.recovery;

import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves {@code test:<name>}: stores that a test has put there. */
public final class TestStores implements CheckpointStoreProvider {
    private static final Map<String, Opening> STORES = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Opens a store. */
    interface Opening {
        CheckpointStore open() throws IOException;
    }

    /** Registers a store and returns its URI. */
    static String register(Opening opening) {
        String uri = "test:" + NEXT.incrementAndGet();
        STORES.put(uri, opening);
        return uri;
    }

    @Override
    public String scheme() {
        return "test";
    }

    @Override
    public CheckpointStore open(URI directory) throws IOException {
        Opening opening = STORES.get(directory.toString());
        if (opening == null) {
            throw new IOException("no test has registered " + directory);
        }
        return opening.open();
    }
}
