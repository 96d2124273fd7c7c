// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.io.Serializable;
import java.util.List;

/**
 * What one partition reads.
 *
 * @param pieces the pieces, in order
 */
public record FileSplit(List<FilePiece> pieces) implements Serializable {
    public FileSplit {
        pieces = List.copyOf(pieces);
    }
}
