// SPDX-License-Identifier: Apache-2.0
/**
 * What the shuffles of every engine are made of: {@linkplain dev.shaduf.engine.shuffle.Router where} a pair goes, and how
 * values are {@linkplain dev.shaduf.engine.shuffle.CombineTable combined} and {@linkplain dev.shaduf.engine.shuffle.Cogroup
 * gathered} by key.
 */
@NullMarked
package dev.shaduf.engine.shuffle;

import org.jspecify.annotations.NullMarked;
