// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

import java.nio.file.Path;
import java.util.List;

/**
 * A block on disk.
 *
 * @param path the file
 * @param parts the lengths of its parts, one behind the other; whole records stand in each
 */
record BlockFile(Path path, List<Integer> parts) {}
