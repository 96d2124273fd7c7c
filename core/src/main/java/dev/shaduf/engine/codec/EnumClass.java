// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum that a chunk names, and the constants that it has spelled. */
final class EnumClass implements NamedClass {
    private final String type;
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Object> constants = new ArrayList<>();

    EnumClass(String type) {
        this.type = type;
    }

    @Override
    public Object read(Decoder in) {
        int number = number(in);
        Object constant = constants.get(number);
        if (constant == null) {
            constant = in.codecs().constant(type, names.get(number));
            constants.set(number, constant);
        }
        return constant;
    }

    @Override
    public Object readPlain(Decoder in) {
        return new PlainValue(type, Map.of("name", names.get(number(in))));
    }

    private int number(Decoder in) {
        long number = in.readUnsigned();
        if (number == names.size()) {
            names.add(in.text());
            constants.add(null);
        } else if (number < 0 || number > names.size()) {
            throw in.damaged("a constant " + number + " of " + type + ", of " + names.size());
        }
        return (int) number;
    }
}
