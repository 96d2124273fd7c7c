// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import dev.shaduf.engine.StateOptions;
import dev.shaduf.function.Tuple2;
import dev.shaduf.spi.StateCodec;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a program become bytes and values again, also for a later version of that program: primitives, strings, pairs,
 * optional values, times, collections, arrays, enums by name, records by the names of their components, what the user gave a
 * {@link StateCodec} for, and whatever else is {@code Serializable}. Safe for use by many threads.
 *
 * <pre>{@code
 * Codecs codecs = Codecs.standard();
 * byte[] bytes = codecs.encode(new Range("orders", 3, 100, 200));
 * Range range = (Range) codecs.decode(ByteBuffer.wrap(bytes));
 * }</pre>
 */
public final class Codecs {
    private static final int ONE_VALUE = 64;
    /** The name of a class wherever it stands in the spelling of a type; the L before that of an array's components is none of it. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?<=\\[L)[^\\[\\]<>,;? ]+|(?<![\\[])\\b[^\\[\\]<>,;? ]+");

    private static final Codecs STANDARD = new Codecs(StateOptions.DEFAULT);

    private final StateOptions options;
    private final Map<String, StateCodec<?>> coded = new HashMap<>();
    private final Map<Class<?>, Form> forms = new ConcurrentHashMap<>();
    /** Records that were written as such, also those that a codec writes now. */
    private final Map<Class<?>, RecordForm> records = new ConcurrentHashMap<>();

    private final Map<String, Class<?>> found = new ConcurrentHashMap<>();
    private final Map<Class<?>, AllowedClasses> allowed = new ConcurrentHashMap<>();

    private Codecs(StateOptions options) {
        this.options = options;
        for (StateCodec<?> codec : options.codecs()) {
            if (coded.put(codec.type().getName(), codec) != null) {
                throw new IllegalArgumentException("two codecs were registered for "
                        + codec.type().getName() + "; the second is "
                        + codec.getClass().getName());
            }
        }
    }

    /**
     * Returns codecs without any of a user.
     *
     * @return the codecs
     */
    public static Codecs standard() {
        return STANDARD;
    }

    /**
     * Makes codecs.
     *
     * @param options what the user added
     * @return the codecs
     */
    public static Codecs of(StateOptions options) {
        return new Codecs(options);
    }

    /**
     * Begins a chunk of values.
     *
     * @param capacity the bytes to begin with
     * @return takes the values
     */
    public Encoder encoder(int capacity) {
        return new Encoder(this, capacity);
    }

    /**
     * Reads a chunk.
     *
     * @param chunk what an encoder wrote; neither changed nor kept after the reading
     * @return gives the values
     * @throws CodecException if it is not such a chunk
     */
    public Decoder decoder(ByteBuffer chunk) {
        return new Decoder(this, chunk);
    }

    /**
     * Encodes one value.
     *
     * @param value the value
     * @return a chunk of it alone
     * @throws CodecException if it cannot be written
     */
    public byte[] encode(@Nullable Object value) {
        Encoder out = encoder(ONE_VALUE);
        out.write(value);
        return out.toBytes();
    }

    /**
     * Decodes one value.
     *
     * @param chunk what {@link #encode} returned
     * @return the value
     * @throws CodecException if it cannot be read
     */
    public @Nullable Object decode(ByteBuffer chunk) {
        return decoder(chunk).read();
    }

    /**
     * Tells whether a value is known to be one that nobody can change: a string, a number, a time, an enum, or a pair or record of
     * such.
     *
     * @param value the value
     * @return whether it is
     */
    public boolean isImmutable(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Long || value instanceof Integer) {
            return true;
        }
        if (value instanceof Tuple2<?, ?> pair) {
            return isImmutable(pair._1()) && isImmutable(pair._2());
        }
        Form form = form(value.getClass());
        return form instanceof Kind kind
                ? kind.isImmutable()
                : form instanceof EnumForm || (form instanceof RecordForm record && record.isImmutable());
    }

    /** Returns how values of a class are written. */
    Form form(Class<?> type) {
        Form known = forms.get(type);
        if (known == null) {
            known = choose(type);
            forms.put(type, known);
        }
        return known;
    }

    RecordForm record(String name) {
        Class<?> type = find(name, "a record of it was written");
        if (!type.isRecord()) {
            throw new CodecException(
                    name + " was written as a record, and now is none; make it one again, or register a"
                            + " StateCodec and name another class");
        }
        return records.computeIfAbsent(type, RecordForm::new);
    }

    Object constant(String name, String constant) {
        Class<?> type = find(name, "a constant of it was written");
        Object[] constants = type.getEnumConstants();
        if (constants != null) {
            for (Object candidate : constants) {
                if (((Enum<?>) candidate).name().equals(constant)) {
                    return candidate;
                }
            }
        }
        throw new CodecException("the constant " + constant + " of enum " + name + " was written, and there is none"
                + " now; put it back, also if nothing uses it any more");
    }

    StateCodec<?> codec(String name) {
        StateCodec<?> codec = coded.get(nameNow(name));
        if (codec == null) {
            throw new CodecException("a StateCodec wrote values of " + name
                    + ", and none is registered for it now; register it with StreamingContext.stateCodec");
        }
        return codec;
    }

    AllowedClasses allowed(Class<?> root) {
        return allowed.computeIfAbsent(root, type -> new AllowedClasses(type, options.allowed()));
    }

    /** Finds a class of the program, without initializing it. */
    Class<?> find(String name, String why) {
        Class<?> type = found.get(name);
        if (type == null) {
            type = load(name, why);
            found.put(name, type);
        }
        return type;
    }

    private String nameNow(String name) {
        Class<?> renamed = options.renamed().get(name);
        return renamed == null ? name : renamed.getName();
    }

    /** Returns a type, maybe one of arrays or with arguments, as it is spelled now. */
    String typeNow(String spelled) {
        return options.renamed().isEmpty()
                ? spelled
                : CLASS_NAME.matcher(spelled).replaceAll(name -> Matcher.quoteReplacement(nameNow(name.group())));
    }

    private Class<?> load(String name, String why) {
        Class<?> renamed = options.renamed().get(name);
        if (renamed != null) {
            return renamed;
        }
        if (name.startsWith("[") && name.endsWith(";")) {
            // An array is called by what is in it, which may have another name now.
            return find(name.startsWith("[L") ? name.substring(2, name.length() - 1) : name.substring(1), why)
                    .arrayType();
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(name, false, context == null ? Codecs.class.getClassLoader() : context);
        } catch (ClassNotFoundException | LinkageError e) {
            return loadBeside(name, why);
        }
    }

    private static Class<?> loadBeside(String name, String why) {
        try {
            return Class.forName(name, false, Codecs.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new CodecException(
                    "class " + name + " cannot be loaded, and " + why + ": " + e + "; put the class back, or say with"
                            + " StreamingContext.stateRenamed what it is called now",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private Form choose(Class<?> type) {
        StateCodec<?> codec = coded.get(type.getName());
        if (codec != null && codec.type() == type) {
            return new CodedForm((StateCodec<Object>) codec);
        }
        Kind kind = Kinds.byType(type);
        if (kind != null) {
            return kind;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return new EnumForm(type.isEnum() ? type : type.getSuperclass());
        }
        if (type.isRecord()) {
            return records.computeIfAbsent(type, RecordForm::new);
        }
        return type.isArray() ? new ArrayForm(type.getComponentType()) : serializable(type);
    }

    private Form serializable(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)) {
            throw new CodecException("a value of " + type.getTypeName() + " cannot be written: it is neither a"
                    + " record, an enum, a collection of the JDK nor Serializable; make it one of these, or register a"
                    + " StateCodec for it");
        }
        if (type.isHidden() || type.isSynthetic() || Modifier.isAbstract(type.getModifiers())) {
            throw new CodecException("a value of " + type.getTypeName()
                    + " cannot be written: it is code (a lambda), which is never stored; keep data in state");
        }
        return new SerializableForm(type, allowed(type));
    }
}
