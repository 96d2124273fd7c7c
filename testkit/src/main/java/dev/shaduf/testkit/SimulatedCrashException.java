// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

/** Thrown by a {@link CrashInjector} in place of the end of the JVM. */
public final class SimulatedCrashException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulatedCrashException(String message) {
        super(message);
    }
}
