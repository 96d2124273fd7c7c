// SPDX-License-Identifier: Apache-2.0
/** What a test of a stream program or of a connector needs. */
@NullMarked
package dev.shaduf.testkit;

import org.jspecify.annotations.NullMarked;
