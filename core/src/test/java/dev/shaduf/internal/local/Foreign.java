// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.local;

import java.io.Serializable;

/** A record's class that a test defines a second time, with a class loader of its own. */
public final class Foreign implements Serializable {
    private static final long serialVersionUID = 1L;
}
