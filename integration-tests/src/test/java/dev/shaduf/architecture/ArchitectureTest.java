// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The house rules on packages, over the main classes of all modules; {@link RulesTest} shows that each can fail. */
class ArchitectureTest {
    /** Below this, the test looks at something else than the product; to be raised as the product grows. */
    private static final int MINIMUM_CLASSES = 600;

    /** The testkit drives batches by hand, which is no part of the public API. */
    private static final Set<String> FRIENDS_OF_CORE = Set.of("testkit");

    private static final Map<String, String> ROOT_PACKAGES = House.rootPackages();
    private static final JavaClasses CORE = classesOf(List.of("core"));
    private static final JavaClasses ALL = classesOf(ROOT_PACKAGES.keySet());

    @Test
    void shouldAnalyseTheClassesOfEveryModule() {
        assertThat(ALL.size()).as("classes analysed").isGreaterThanOrEqualTo(MINIMUM_CLASSES);
        assertThat(ROOT_PACKAGES.keySet())
                .allSatisfy(module ->
                        assertThat(classesOf(List.of(module))).as(module).isNotEmpty());
    }

    @Test
    void shouldListEveryPackageOfCoreInTheOrder() {
        Rules.everyPackageIsListed(PackageOrder.CORE).check(CORE);
    }

    @Test
    void shouldShowEveryPackageOfTheOrderInThePageOnTheArchitecture() throws IOException {
        String page = Files.readString(House.root().resolve("docs/architecture.md"));

        assertThat(PackageOrder.CORE.names())
                .allSatisfy(name -> assertThat(page).containsPattern("(?m)^\\|[^|]*`" + Pattern.quote(name) + "`"));
    }

    @Test
    void shouldImportOnlyWhatStandsAboveInTheOrder() {
        Rules.importsFollow(PackageOrder.CORE).check(CORE);
    }

    @Test
    void shouldHaveNoPackageCycleInAnyModule() {
        Rules.noPackageCycles().check(ALL);
    }

    @Test
    void shouldKeepInternalPackagesToTheirModule() {
        Rules.internalsStayInside(ROOT_PACKAGES, FRIENDS_OF_CORE).check(ALL);
    }

    @Test
    void shouldKeepConnectorsApart() {
        Rules.connectorsIgnoreEachOther(ROOT_PACKAGES).check(ALL);
    }

    @Test
    void shouldKeepEveryModuleInItsRootPackage() {
        assertThat(ROOT_PACKAGES.keySet())
                .allSatisfy(
                        module -> Rules.packagesBelongTo(module, ROOT_PACKAGES).check(classesOf(List.of(module))));
    }

    @Test
    void shouldLogThroughSlf4jOnly() {
        Rules.logsGoThroughSlf4j().check(ALL);
    }

    @Test
    void shouldMarkEveryPackageForNullness() {
        Rules.everyPackageIsNullMarked().check(ALL);
    }

    private static JavaClasses classesOf(Iterable<String> modules) {
        List<Path> folders = new ArrayList<>();
        modules.forEach(module -> folders.add(House.classes(module)));
        return new ClassFileImporter().importPaths(folders);
    }
}
