// SPDX-License-Identifier: Apache-2.0
/**
 * A log in a checkpoint store: checksummed records in segments, appended by many threads and made durable in groups. The
 * journal and the receivers' logs are such logs.
 */
@NullMarked
package dev.shaduf.internal.log;

import org.jspecify.annotations.NullMarked;
