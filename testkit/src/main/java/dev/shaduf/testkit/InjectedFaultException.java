// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

/** Thrown where a test has asked for a failure. */
public final class InjectedFaultException extends Exception {
    private static final long serialVersionUID = 1L;

    InjectedFaultException(String message) {
        super(message);
    }
}
