// SPDX-License-Identifier: Apache-2.0
/** Registries of plug-ins: find them by {@code ServiceLoader}, log id and jar, refuse duplicates, explain a miss. */
@NullMarked
package dev.shaduf.internal.plugin;

import org.jspecify.annotations.NullMarked;
