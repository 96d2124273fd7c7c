// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an update of a partition made.
 *
 * @param emitted what the update emitted; {@code null} on the way to the driver, which does not want it
 * @param token which attempt it was
 * @param changes what it changed, encoded
 * @param keys the keys in the table
 * @param touched the keys that it touched
 * @param place where the table is, as Spark names places
 */
record Updated(@Nullable Kept emitted, long token, List<byte[]> changes, long keys, long touched, String place)
        implements Serializable {
    Updated withoutEmitted() {
        return new Updated(null, token, changes, keys, touched, place);
    }
}
