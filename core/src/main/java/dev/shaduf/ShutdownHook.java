// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

/** Has something run when the JVM ends by SIGTERM, Ctrl-C or {@code System.exit}, until it is closed. */
final class ShutdownHook implements AutoCloseable {
    private final Thread hook;

    ShutdownHook(String app, Runnable action) {
        hook = new Thread(action, "shaduf-" + app + "-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs, and nothing needs to be removed.
            return;
        }
    }
}
