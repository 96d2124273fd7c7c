// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import dev.shaduf.spi.StateCodec;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How the state of a stream is encoded, and what an undone attempt does.
 *
 * @param codecs the user's codecs, one per class
 * @param allowed class names, or packages as {@code com.acme.*} or with those below them {@code com.acme.**}, that may be read
 *     by Java serialization besides those that need no naming
 * @param renamed classes by the name that they once had
 * @param durable whether states outlive the process: a value that an update reads is set down in encoded form first, so that
 *     an undone attempt takes back what it changed in place, and an update fails for a value that cannot be encoded
 */
public record StateOptions(
        List<StateCodec<?>> codecs, List<String> allowed, Map<String, Class<?>> renamed, boolean durable)
        implements Serializable {
    /** No codecs but those of the library, and rollback by reference. */
    public static final StateOptions DEFAULT = new StateOptions(List.of(), List.of(), Map.of(), false);

    /** Copies the collections. */
    public StateOptions {
        codecs = List.copyOf(codecs);
        allowed = List.copyOf(allowed);
        renamed = Map.copyOf(renamed);
    }

    /**
     * Returns these options for states that outlive the process, or do not.
     *
     * @param outliving whether they do
     * @return the options
     */
    public StateOptions withDurable(boolean outliving) {
        return new StateOptions(codecs, allowed, renamed, outliving);
    }
}
