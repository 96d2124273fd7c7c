// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.connector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes files of numbers as {@link NumbersSource} reads them. */
final class NumberFile {
    private NumberFile() {}

    static void append(Path file, List<Long> numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.size() * Long.BYTES);
        numbers.forEach(bytes::putLong);
        Files.write(file, bytes.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
