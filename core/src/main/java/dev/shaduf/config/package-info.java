// SPDX-License-Identifier: Apache-2.0
/** Settings that are typed, documented and checked together; where a program's configuration comes from. */
@NullMarked
package dev.shaduf.config;

import org.jspecify.annotations.NullMarked;
