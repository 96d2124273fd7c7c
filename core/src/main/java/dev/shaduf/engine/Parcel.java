// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine;

import java.io.Serializable;

/** A partition on its way to a task in another JVM, with all that it takes to read it there. */
@FunctionalInterface
public interface Parcel extends Input.Opener, Serializable {}
