// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

/** The first number of a value: what follows. Part of the format: numbers are never given another meaning. */
final class Tag {
    static final int NULL = 0;
    static final int STRING = 1;
    static final int STRING_16 = 2;
    static final int LONG = 3;
    static final int INT = 4;
    // 5 to 57: see Kinds.
    static final int NAME_SERIALIZABLE = 58;
    static final int NAME_RECORD = 59;
    static final int NAME_ENUM = 60;
    static final int NAME_ARRAY = 61;
    static final int NAME_CODED = 62;
    /** The classes that a chunk names, in the order in which it does. */
    static final int FIRST_NAMED = 64;

    private Tag() {}
}
