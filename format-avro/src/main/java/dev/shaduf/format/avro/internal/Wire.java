// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

/** The frame around values: a zero, the id of the schema in four bytes, the highest first, and the datum. */
final class Wire {
    static final byte MAGIC = 0;
    static final int HEADER = 5;

    private Wire() {}
}
