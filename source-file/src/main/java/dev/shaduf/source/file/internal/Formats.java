// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import dev.shaduf.function.Function;
import dev.shaduf.function.Tuple2;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Makes formats from checked settings. */
public final class Formats {
    private Formats() {}

    public static RecordFormat<String> text(int maxBytes, boolean cut, String charset) {
        return LineFormat.text(maxBytes, cut, charset);
    }

    public static RecordFormat<Tuple2<String, String>> whole(int maxBytes, String charset) {
        return new WholeFormat(maxBytes, charset);
    }

    public static RecordFormat<Map<String, String>> namedCsv(char separator, int maxBytes, String charset) {
        return new CsvFormat<>(separator, maxBytes, charset, new CsvRows.Named());
    }

    public static RecordFormat<List<String>> csv(char separator, int maxBytes, String charset) {
        return new CsvFormat<>(separator, maxBytes, charset, new CsvRows.Lists());
    }

    public static RecordFormat<Map<String, Object>> json(int maxBytes, String charset) {
        return JsonLines.format(maxBytes, charset);
    }

    public static RecordFormat<byte[]> binary(int recordLength) {
        return new BinaryFormat(recordLength);
    }

    public static <T> RecordFormat<T> converted(Function<InputStream, Iterable<T>> converter) {
        return new ConvertedFormat<>(converter);
    }
}
