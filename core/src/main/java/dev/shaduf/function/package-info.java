// SPDX-License-Identifier: Apache-2.0
/** Functions that user programs pass to streams and RDDs: serializable, and free to throw checked exceptions. */
@NullMarked
package dev.shaduf.function;

import org.jspecify.annotations.NullMarked;
