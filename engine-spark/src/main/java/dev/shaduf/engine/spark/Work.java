// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import java.io.Serializable;
import java.util.Iterator;

/**
 * What a task does with the records of its partition.
 *
 * @param <T> the elements of the RDD that it makes
 */
@FunctionalInterface
interface Work<T> extends Serializable {
    /** Begins; the records may be read as the elements are asked for, within the same task. */
    Iterator<T> run(Reading records) throws Exception;
}
