// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.graph;

import dev.shaduf.engine.Origin;
import dev.shaduf.spi.Guarantee;

/**
 * An output, as the scheduler and its reports see it.
 *
 * @param id the place in order of registration, from 0
 * @param name the name
 * @param uid the uid, the same in every run of the program
 * @param origin where it stands in the program
 * @param target the name of the sink; empty for an output that is none
 * @param guarantee what it reaches by itself or by the program's word, when its input is replayed
 * @param console whether it only shows records to people, so that no guarantee is asked of it
 */
public record OutputInfo(
        int id, String name, String uid, Origin origin, String target, Guarantee guarantee, boolean console) {}
