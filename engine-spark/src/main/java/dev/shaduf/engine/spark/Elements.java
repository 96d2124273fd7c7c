// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import dev.shaduf.engine.Input;
import java.io.Serializable;
import java.util.Iterator;

/** Makes records of the elements of an RDD of Spark's. */
@FunctionalInterface
interface Elements extends Serializable {
    /** Reads a partition. */
    Input read(Iterator<?> elements) throws Exception;
}
