// SPDX-License-Identifier: Apache-2.0
/**
 * What connector authors extend: receivers, replayable sources, sinks, the providers by which {@code ServiceLoader}
 * finds them; codecs and stores of states; stores of checkpoints and of files.
 */
@NullMarked
package dev.shaduf.spi;

import org.jspecify.annotations.NullMarked;
