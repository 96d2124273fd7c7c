// SPDX-License-Identifier: Apache-2.0
/** Starts contenders in JVMs of their own, alternates them, and turns their announcements into figures. */
@NullMarked
package dev.shaduf.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
