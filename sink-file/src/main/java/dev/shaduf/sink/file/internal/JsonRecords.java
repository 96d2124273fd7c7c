// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.file.internal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A line of JSON per record. */
final class JsonRecords implements RecordEncoder {
    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false)
            .build();

    /** Those that a long holds all of. */
    private static final Set<Class<?>> WHOLE = Set.of(
            Long.class,
            Integer.class,
            Short.class,
            Byte.class,
            AtomicInteger.class,
            AtomicLong.class,
            LongAdder.class,
            LongAccumulator.class);

    private final JsonGenerator json;

    JsonRecords(OutputStream out) throws IOException {
        this.json = JSON.createGenerator(out, JsonEncoding.UTF8).setRootValueSeparator(null);
    }

    @Override
    public void add(Object record) throws IOException {
        write(record);
        json.writeRaw('\n');
    }

    @Override
    public void end() throws IOException {
        json.close();
    }

    private void write(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Record record) {
            object(Fields.of(record));
        } else if (value instanceof Iterable<?> elements && !(value instanceof Path)) {
            array(elements);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null));
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value != null && value.getClass().isArray()) {
            array(Fields.elements(value));
        } else if (value instanceof Number number) {
            number(number);
        } else {
            scalar(value);
        }
    }

    private void scalar(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof TemporalAccessor
                || value instanceof UUID
                || value instanceof Path) {
            json.writeString(value.toString());
        } else {
            throw formless(value);
        }
    }

    private static IOException formless(Object value) {
        return new IOException("a value of " + value.getClass().getName()
                + " has no form in JSON; map it to a Java record, a map, a list, text or a number first");
    }

    private void number(Number value) throws IOException {
        if (value instanceof Double) {
            json.writeNumber(value.doubleValue());
        } else if (value instanceof Float) {
            json.writeNumber(value.floatValue());
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (value instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (WHOLE.contains(value.getClass())) {
            json.writeNumber(value.longValue());
        } else {
            throw formless(value);
        }
    }

    private void object(Map<?, ?> values) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            write(entry.getValue());
        }
        json.writeEndObject();
    }

    private void array(Iterable<?> elements) throws IOException {
        json.writeStartArray();
        for (Object element : elements) {
            write(element);
        }
        json.writeEndArray();
    }
}
