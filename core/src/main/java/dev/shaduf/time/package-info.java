// SPDX-License-Identifier: Apache-2.0
/** Time as the library sees it: batch times, intervals, and the one clock that everything waits on. */
@NullMarked
package dev.shaduf.time;

import org.jspecify.annotations.NullMarked;
