// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.engine.Origin;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.net.URL;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Finds which line of the user's program an operation comes from. */
public final class Origins {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final ThreadLocal<@Nullable Origin> SET = new ThreadLocal<>();
    private static final @Nullable URL LIBRARY = location(Origins.class);

    private static final ClassValue<Boolean> USERS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isUsers(type);
        }
    };

    private Origins() {}

    /**
     * Returns the origin of an operation: the one set by {@link #within} for the calling thread, else the nearest caller
     * outside this library.
     */
    public static Origin here(String operator) {
        Origin set = SET.get();
        return set != null ? set : new Origin(operator, site());
    }

    /** Runs something whose operations all come from one operator. */
    public static <T> T within(Origin origin, Callable<T> body) throws Exception {
        Origin before = SET.get();
        SET.set(origin);
        try {
            return body.call();
        } finally {
            if (before == null) {
                SET.remove();
            } else {
                SET.set(before);
            }
        }
    }

    /** Says where a thread stands: the place in the user's program if it is in there, else wherever it is. */
    public static String place(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return Arrays.stream(stack)
                .filter(Origins::mayBeUsers)
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(frame -> thread.getName() + " at " + frame)
                .orElse(thread.getName());
    }

    /** A thread that waits stands in the JDK; who called it is what matters. */
    private static boolean mayBeUsers(StackTraceElement frame) {
        String module = frame.getModuleName();
        String type = frame.getClassName();
        boolean ofJdk = module != null && (module.startsWith("java.") || module.startsWith("jdk."));
        return !ofJdk && !type.startsWith("dev.shaduf.internal.") && !type.startsWith("dev.shaduf.engine.");
    }

    private static String site() {
        return WALKER.walk(frames -> frames.filter(frame -> USERS.get(frame.getDeclaringClass()))
                .findFirst()
                .map(Origins::describe)
                .orElse("an unknown place"));
    }

    private static String describe(StackFrame frame) {
        String file = frame.getFileName();
        return file == null
                ? frame.getDeclaringClass().getSimpleName() + "." + frame.getMethodName()
                : file + ":" + frame.getLineNumber();
    }

    // The name counts as well as the place: a program may be packed into one jar with the library.
    private static boolean isUsers(Class<?> type) {
        URL place = location(type);
        boolean ofJdk = place == null || place.getProtocol().equals("jrt");
        boolean ofLibrary = type.getName().startsWith("dev.shaduf.")
                && Objects.equals(String.valueOf(place), String.valueOf(LIBRARY));
        return !ofJdk && !ofLibrary;
    }

    private static @Nullable URL location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }
}
