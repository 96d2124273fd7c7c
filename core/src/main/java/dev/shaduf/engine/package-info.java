// SPDX-License-Identifier: Apache-2.0
/**
 * For authors of engines: the plan, an untyped description of work as a sealed family of nodes; the fused pipeline that
 * runs a chain of narrow steps inside one task; and the {@link dev.shaduf.engine.Engine} that executes plans.
 */
@NullMarked
package dev.shaduf.engine;

import org.jspecify.annotations.NullMarked;
