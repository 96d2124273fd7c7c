// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → graph → [job] → sink}
 *
 * <p>The local engine: runs plans on threads of this JVM, with shuffles, persisted partitions and state in its heap. Comes
 * from the caller of a job; hands to the job's terminal; runs on task threads, of which the caller's is one.
 */
@NullMarked
package dev.shaduf.internal.local;

import org.jspecify.annotations.NullMarked;
