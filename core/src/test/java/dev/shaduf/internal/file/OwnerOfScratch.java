// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has a directory with a file in a process of its own; says where, and ends with its input. */
final class OwnerOfScratch {
    private OwnerOfScratch() {}

    public static void main(String[] args) throws IOException {
        ScratchDirectory made = ScratchDirectory.make(Path.of(args[0]), "other");
        Files.writeString(made.path().resolve("sort-1"), "records");
        System.out.println(made.path());
        System.in.read();
    }
}
