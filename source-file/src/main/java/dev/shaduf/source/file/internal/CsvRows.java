// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.file.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of rows. */
final class CsvRows {
    private CsvRows() {}

    /** A list of fields per row. */
    record Lists() implements CsvFormat.Rows<List<String>> {
        @Override
        public boolean header() {
            return false;
        }

        @Override
        public List<String> record(List<String> names, List<String> fields) {
            return List.copyOf(fields);
        }
    }

    /** Fields by the names in the first row. */
    record Named() implements CsvFormat.Rows<Map<String, String>> {
        @Override
        public boolean header() {
            return true;
        }

        @Override
        public Map<String, String> record(List<String> names, List<String> fields) {
            Map<String, String> record = new LinkedHashMap<>(names.size() * 2);
            for (int i = 0; i < names.size(); i++) {
                record.put(names.get(i), fields.get(i));
            }
            return Collections.unmodifiableMap(record);
        }
    }
}
