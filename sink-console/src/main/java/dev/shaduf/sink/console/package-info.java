// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → batch → graph → job → [sink]}
 *
 * <p>Shows batches as aligned tables, to look at.
 */
@NullMarked
package dev.shaduf.sink.console;

import org.jspecify.annotations.NullMarked;
