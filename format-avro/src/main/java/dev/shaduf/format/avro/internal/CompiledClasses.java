// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro.internal;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a class of Avro's compiler is made of. Avro makes classes by name only if they are trusted; these are, because the
 * user has named the first, and others stay out, whatever a schema of the registry names.
 */
final class CompiledClasses extends SpecificData {
    private static final ClassValue<CompiledClasses> ALL = new ClassValue<>() {
        @Override
        protected CompiledClasses computeValue(Class<?> type) {
            return new CompiledClasses(type.asSubclass(SpecificRecord.class));
        }
    };

    private final Map<String, Class<?>> classes = new HashMap<>();

    private CompiledClasses(Class<? extends SpecificRecord> type) {
        super(type.getClassLoader());
        SpecificData.getForClass(type).getConversions().forEach(this::addLogicalTypeConversion);
        collect(SpecificData.get().getSchema(type), type.getClassLoader());
    }

    static CompiledClasses of(Class<? extends SpecificRecord> type) {
        return ALL.get(type);
    }

    private void collect(Schema schema, ClassLoader loader) {
        switch (schema.getType()) {
            case RECORD -> {
                if (add(schema, loader)) {
                    schema.getFields().forEach(field -> collect(field.schema(), loader));
                }
            }
            case ENUM, FIXED -> add(schema, loader);
            case ARRAY -> collect(schema.getElementType(), loader);
            case MAP -> collect(schema.getValueType(), loader);
            case UNION -> schema.getTypes().forEach(each -> collect(each, loader));
            default -> {
                // Nothing else has a class of its own.
            }
        }
    }

    private boolean add(Schema schema, ClassLoader loader) {
        try {
            Class<?> found = Class.forName(getClassName(schema), true, loader);
            return classes.put(schema.getFullName(), found) == null;
        } catch (ClassNotFoundException e) {
            throw new AvroRuntimeException("the class of " + schema.getFullName() + " is not there", e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as the overridden method has it
    public @Nullable Class getClass(Schema schema) {
        boolean named = switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> true;
            default -> false;
        };
        return named ? classes.get(schema.getFullName()) : super.getClass(schema);
    }
}
