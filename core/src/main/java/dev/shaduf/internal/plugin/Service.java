// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.plugin;

import java.util.function.Function;

/**
 * One kind of provider.
 *
 * @param type the interface
 * @param id tells a provider's id
 * @param <P> the type of the providers
 */
record Service<P>(Class<P> type, Function<? super P, String> id) {}
