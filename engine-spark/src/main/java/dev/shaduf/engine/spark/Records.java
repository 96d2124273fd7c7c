// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Parcel;

/**
 * Records that were objects on the driver, encoded there.
 *
 * @param count how many they are
 * @param bytes the records
 */
record Records(int count, byte[] bytes) implements Parcel {
    @Override
    public Input open() throws Exception {
        return Input.of(Wire.read(bytes, count));
    }
}
