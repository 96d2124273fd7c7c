// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import dev.shaduf.architecture.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Maven repository of files with what this build would deploy: the parent, the BOM and every published module. */
record StagedRepository(Path root, String version) {
    static StagedRepository stage(Path root, String version) throws IOException {
        StagedRepository repository = new StagedRepository(root, version);
        repository.add("parent", House.root(), "pom.xml", ".pom");
        repository.add("bom", House.root().resolve("bom"), "pom.xml", ".pom");
        for (String module : House.publishedModules().toList()) {
            Path folder = House.root().resolve(module);
            repository.add(module, folder, "pom.xml", ".pom");
            repository.add(module, folder, "target/shaduf-" + module + "-" + version + ".jar", ".jar");
        }
        return repository;
    }

    private void add(String module, Path folder, String file, String extension) throws IOException {
        Path from = folder.resolve(file);
        if (!Files.isRegularFile(from)) {
            throw new IllegalStateException("No artifact " + from
                    + ": package the module in the same run, for example with verify -pl integration-tests -am");
        }
        String artifact = "shaduf-" + module;
        Path to = Files.createDirectories(
                root.resolve("dev/shaduf").resolve(artifact).resolve(version));
        Files.copy(from, to.resolve(artifact + "-" + version + extension));
    }
}
