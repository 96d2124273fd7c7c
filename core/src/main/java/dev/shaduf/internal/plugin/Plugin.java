// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import java.security.CodeSource;

/**
 * A provider that was found, and where.
 *
 * @param id its id
 * @param provider the provider
 * @param <P> the type of the providers
 */
record Plugin<P>(String id, P provider) {
    /** Names class and jar. */
    String place() {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        return provider.getClass().getName() + " in "
                + (source == null ? "an unknown place" : String.valueOf(source.getLocation()));
    }
}
