// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The source tree that this module is part of, as its poms describe it. */
public final class House {
    /** Modules whose classes are not subject to the architecture: the tests themselves, and what is built after them. */
    private static final Set<String> NOT_ANALYSED =
            Set.of("bom", "integration-tests", "integration-tests-spark", "benchmarks");

    private House() {}

    /** The folder of the parent pom. */
    public static Path root() {
        Path root = Path.of("").toAbsolutePath().getParent();
        if (root == null || !Files.isRegularFile(root.resolve("bom/pom.xml"))) {
            throw new IllegalStateException("Run from the folder of the module integration-tests, not from "
                    + Path.of("").toAbsolutePath());
        }
        return root;
    }

    /** The folders that the parent pom names, in its order. */
    public static List<String> modules() {
        return Pom.read(root().resolve("pom.xml")).texts("/project/modules/module");
    }

    /** The modules that users can depend on, without the BOM itself. */
    public static Stream<String> publishedModules() {
        return modules().stream()
                .filter(module -> !module.equals("bom"))
                .filter(module -> !Pom.of(module)
                        .texts("/project/properties/maven.deploy.skip")
                        .contains("true"));
    }

    /** Every analysed module with its root package: {@code core} is {@code dev.shaduf}, the others are named after their folder. */
    public static Map<String, String> rootPackages() {
        Map<String, String> roots = new TreeMap<>();
        for (String module : modules()) {
            if (!NOT_ANALYSED.contains(module)) {
                roots.put(module, module.equals("core") ? "dev.shaduf" : "dev.shaduf." + module.replace('-', '.'));
            }
        }
        return roots;
    }

    /** The compiled main classes of a module. */
    public static Path classes(String module) {
        Path classes = root().resolve(module).resolve("target/classes");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException("No classes of module '" + module + "' in " + classes
                    + ": build all modules in the same run, without -pl");
        }
        return classes;
    }
}
