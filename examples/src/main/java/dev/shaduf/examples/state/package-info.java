// SPDX-License-Identifier: Apache-2.0
/** State in a form that the program chooses. */
@NullMarked
package dev.shaduf.examples.state;

import org.jspecify.annotations.NullMarked;
