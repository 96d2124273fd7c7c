// SPDX-License-Identifier: Apache-2.0
/** The suites of the local engine, run on a cluster, and what only a cluster can suffer. */
@NullMarked
package dev.shaduf.cluster;

import org.jspecify.annotations.NullMarked;
