// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;

/** Walks over a tree that others delete from: what is gone before it is met is no error. */
abstract class PassingWalk extends SimpleFileVisitor<Path> {
    @Override
    public final FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }
}
