// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

import dev.shaduf.internal.plugin.CheckpointStores;
import dev.shaduf.spi.CheckpointStore;
import dev.shaduf.spi.CheckpointStoreProvider;
import dev.shaduf.testkit.FaultyCheckpointStore;
import dev.shaduf.testkit.StorageFaults;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Serves {@code faulty:}, so that a program in a process of its own can be given a disk that fails. */
public final class FaultyCheckpointProvider implements CheckpointStoreProvider {
    private static final Set<String> KEYS = Set.of("seed", "probability", "syncMillis", "capacity");

    @Override
    public String scheme() {
        return "faulty";
    }

    @Override
    public CheckpointStore open(URI directory) throws IOException {
        Map<String, String> options = options(String.valueOf(directory.getQuery()));
        StorageFaults faults = new StorageFaults(
                        Long.parseLong(options.getOrDefault("seed", "0")),
                        Double.parseDouble(options.getOrDefault("probability", "0")))
                .slowSync(Long.parseLong(options.getOrDefault("syncMillis", "0")))
                .capacity(Long.parseLong(options.getOrDefault("capacity", String.valueOf(Long.MAX_VALUE))));
        return new FaultyCheckpointStore(CheckpointStores.open(directory.getPath()), faults);
    }

    private static Map<String, String> options(String query) {
        Map<String, String> options = new HashMap<>();
        Arrays.stream(query.split("&")).filter(option -> option.contains("=")).forEach(option -> {
            String key = option.substring(0, option.indexOf('='));
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown option '" + key + "' of faulty:, known are " + KEYS);
            }
            options.put(key, option.substring(key.length() + 1));
        });
        return options;
    }
}
