// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Says where each package that it uses comes from. */
final class Consumer {
    private Consumer() {}

    static Path origin(String packageName) throws ClassNotFoundException, URISyntaxException {
        return Path.of(Class.forName(packageName + ".package-info")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
