// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the owner of a directory says about itself, as a text for another process's user. */
final class OwnerInfo {
    private static final int MOST = 1_000;

    private final String text;

    private OwnerInfo(String text) {
        this.text = text;
    }

    static OwnerInfo ofThisProcess(String name) {
        return new OwnerInfo("'" + name.replaceAll("\\p{Cntrl}", " ") + "', process "
                + ProcessHandle.current().pid() + " on " + host() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    static OwnerInfo read(Path file) {
        try (var in = Files.newInputStream(file)) {
            String read = new String(in.readNBytes(MOST), StandardCharsets.UTF_8).strip();
            return new OwnerInfo(read.isEmpty() ? "a process that has not said its name" : read);
        } catch (IOException e) {
            return new OwnerInfo("a process whose name cannot be read (" + e + ")");
        }
    }

    String encode() {
        return text + "\n";
    }

    @Override
    public String toString() {
        return text;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unknown host";
        }
    }
}
