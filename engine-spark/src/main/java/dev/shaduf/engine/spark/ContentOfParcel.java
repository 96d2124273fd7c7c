// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import dev.shaduf.engine.Parcel;
import java.util.Iterator;

/** The records of the one parcel that a partition of a {@link HomeRdd} is. */
final class ContentOfParcel implements Elements {
    @Override
    public Input read(Iterator<?> elements) throws Exception {
        return ((Parcel) elements.next()).open();
    }
}
