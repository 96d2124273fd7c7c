// SPDX-License-Identifier: Apache-2.0
/** Runnable programs, each the introduction to one feature. */
@NullMarked
package dev.shaduf.examples;

import org.jspecify.annotations.NullMarked;
