// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

/**
 * An output of a random graph.
 *
 * @param node the stream
 * @param way how its records leave
 */
record Output(int node, Way way) {
    /** The ways out. */
    enum Way {
        SINK_TO,
        FOREACH_RDD,
        PRINT,
        SAVE_AS_TEXT_FILES,
        SAVE_AS_OBJECT_FILES,
        SLICE
    }
}
