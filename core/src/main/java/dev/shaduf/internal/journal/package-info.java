// SPDX-License-Identifier: Apache-2.0
/**
 * {@code source → receiver → block → [batch] → graph → job → sink}
 *
 * <p>What a batch is: its plan, and the journal that every plan goes through before its first job runs. Written by the
 * planning thread and the batch thread of {@code internal.job}.
 */
@NullMarked
package dev.shaduf.internal.journal;

import org.jspecify.annotations.NullMarked;
