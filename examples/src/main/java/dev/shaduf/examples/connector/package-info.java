// SPDX-License-Identifier: Apache-2.0
/** Connectors of one's own: a receiver in twenty lines, a replayable source, a sink with a commit, all by name. */
@NullMarked
package dev.shaduf.examples.connector;

import org.jspecify.annotations.NullMarked;
