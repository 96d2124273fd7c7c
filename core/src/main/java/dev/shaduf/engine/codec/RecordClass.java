// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record class as it was when a chunk was written. Components are matched by name with those it has now. */
final class RecordClass implements NamedClass {
    private static final int SMALLEST = 3;

    private final String type;
    private final List<Component> written;
    private @Nullable RecordForm now;
    /** For each component written its place in the record as it is now, -1 if it has gone. */
    private int[] places = new int[0];

    private RecordClass(String type, List<Component> written) {
        this.type = type;
        this.written = written;
    }

    static RecordClass read(String type, Decoder in) {
        int count = in.readCount(SMALLEST);
        List<Component> written = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            written.add(Component.read(in));
        }
        return new RecordClass(type, written);
    }

    @Override
    public Object read(Decoder in) {
        RecordForm form = now;
        if (form == null) {
            form = in.codecs().record(type);
            places = places(form, in.codecs());
            now = form;
        }
        @Nullable Object[] values = form.defaults();
        for (int i = 0; i < places.length; i++) {
            Object value = Component.read(written.get(i).type(), in, places[i] < 0);
            if (places[i] >= 0) {
                values[places[i]] = value;
            }
        }
        return form.make(values);
    }

    @Override
    public Object readPlain(Decoder in) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Component component : written) {
            fields.put(component.name(), Component.read(component.type(), in, true));
        }
        return new PlainValue(type, fields);
    }

    private int[] places(RecordForm form, Codecs codecs) {
        return written.stream()
                .mapToInt(component -> place(component.now(codecs), form.components()))
                .toArray();
    }

    private int place(Component component, List<Component> components) {
        for (int i = 0; i < components.size(); i++) {
            Component candidate = components.get(i);
            if (candidate.name().equals(component.name())) {
                if (!component.fits(candidate)) {
                    throw new CodecException("record " + type + " was written with '" + component.name() + "' of type "
                            + component.shown() + ", and now has it of type " + candidate.shown()
                            + "; give the changed component another name, or change it back");
                }
                return i;
            }
        }
        return -1;
    }
}
