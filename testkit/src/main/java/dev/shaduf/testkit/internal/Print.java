// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit.internal;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a value looks like: the digest of its serialized form, or, where it cannot be serialized, its hash code and text.
 *
 * @param text the print
 */
record Print(String text) {
    private static final Logger LOG = LoggerFactory.getLogger(Print.class);
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    static Print of(Object value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (ObjectOutputStream out =
                    new ObjectOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                out.writeObject(value);
            }
            return new Print(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            warn(value, e);
            return new Print(value.hashCode() + " " + value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static void warn(Object value, IOException e) {
        if (WARNED.add(value.getClass().getName())) {
            LOG.warn(
                    "state values of {} cannot be serialized ({}): a change in place is seen only where it changes their"
                            + " hashCode or toString",
                    value.getClass().getName(),
                    e.toString());
        }
    }
}
