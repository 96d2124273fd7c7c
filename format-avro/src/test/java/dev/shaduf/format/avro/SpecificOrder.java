// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.format.avro;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecordBase;

/** Has the shape of what Avro's compiler makes. */
public class SpecificOrder extends SpecificRecordBase {
    public static final Schema SCHEMA$ = SchemaBuilder.record("SpecificOrder")
            .namespace("dev.shaduf.format.avro")
            .fields()
            .requiredString("item")
            .requiredLong("count")
            .endRecord();

    CharSequence item;
    long count;

    public SpecificOrder() {}

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public Object get(int field) {
        return field == 0 ? item : count;
    }

    @Override
    public void put(int field, Object value) {
        if (field == 0) {
            item = (CharSequence) value;
        } else {
            count = (Long) value;
        }
    }
}
