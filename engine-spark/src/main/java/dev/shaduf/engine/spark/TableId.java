// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import java.util.UUID;

/**
 * A table, in one layout and in one run of its stream.
 *
 * @param space the table space, unique to the run
 * @param uid the name of the state
 * @param generation which of the table's layouts it is, from 0
 */
record TableId(UUID space, String uid, int generation) implements Serializable {}
