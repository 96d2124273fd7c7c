// SPDX-License-Identifier: Apache-2.0
/**
 * What is measured, and how: the generator of input, and the end-to-end runner that starts Shaduf and its peers in turn
 * and compares them.
 */
@NullMarked
package dev.shaduf.benchmarks;

import org.jspecify.annotations.NullMarked;
