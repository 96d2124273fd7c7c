// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.jdbc.internal.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps by the user's functions. */
public final class ExtractorMapping implements RowMapping {
    private final Extractor[] extractors;
    private final List<Field> fields;

    public ExtractorMapping(List<Extractor> extractors) {
        this.extractors = extractors.toArray(new Extractor[0]);
        this.fields = extractors.stream()
                .map(e -> e.type() == null ? new Field(e.name(), null, true) : Field.of(e.name(), e.type()))
                .toList();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public @Nullable Object[] values(Object record) throws Exception {
        @Nullable Object[] values = new Object[extractors.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = extractors[i].function().call(record);
        }
        return values;
    }
}
