// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.block;

/** Lets everything in at once. */
final class OpenGate implements BlockCutter.Gate {
    @Override
    public int permits() {
        return 7;
    }

    @Override
    public void awaitSpace() {}

    @Override
    public RuntimeException refusal(String what) {
        return new IllegalStateException("closed: " + what);
    }
}
