// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.benchmarks.runner;

/** A contender ended or stayed silent instead of announcing its result. */
final class RunFailedException extends Exception {

    private static final long serialVersionUID = 1;

    RunFailedException(String message) {
        super(message);
    }
}
