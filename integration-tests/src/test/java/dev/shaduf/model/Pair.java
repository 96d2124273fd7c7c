// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.model;

/** One operator on what another yields. */
record Pair(Operator first, Operator second) {}
