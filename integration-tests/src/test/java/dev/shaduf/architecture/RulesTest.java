// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule against fixtures that keep it and fixtures that break it. */
class RulesTest {
    private static final String FIXTURE = "dev.shaduf.architecture.fixture";
    private static final Map<String, String> MODULES = Map.of(
            "core", FIXTURE + ".modules",
            "source-alpha", FIXTURE + ".modules.alpha",
            "sink-beta", FIXTURE + ".modules.beta",
            "testkit", FIXTURE + ".modules.kit");

    @Test
    void shouldAcceptAnImportOfAPackageAbove() {
        PackageOrder order = order().row("upper").row("lower").row("door").row("inner");

        assertThat(violations(Rules.importsFollow(order), "order")).isEmpty();
    }

    @Test
    void shouldRefuseAnImportOfAPackageBelow() {
        PackageOrder order = order().row("lower").row("upper");

        assertThat(violations(Rules.importsFollow(order), "order"))
                .singleElement()
                .asString()
                .contains("Descends", "Goal");
    }

    @Test
    void shouldRefuseAnImportOfTheDoor() {
        PackageOrder order = order().row("upper").row("lower").row("inner").row("door");

        assertThat(violations(Rules.importsFollow(order), "order"))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains("EntersTheDoor"));
    }

    @Test
    void shouldRefuseTheDoorOfCoreToEveryOtherPackageOfCore() {
        assertThat(PackageOrder.CORE.allows("dev.shaduf.internal.job", "dev.shaduf"))
                .isFalse();
        assertThat(PackageOrder.CORE.allows("dev.shaduf", "dev.shaduf.internal.job"))
                .isTrue();
        assertThat(PackageOrder.CORE.allows("dev.shaduf", "dev.shaduf")).isTrue();
    }

    @Test
    void shouldRefuseAPackageThatTheOrderDoesNotList() {
        PackageOrder order = order().row("upper").row("lower").row("door");

        assertThat(violations(Rules.everyPackageIsListed(order), "order"))
                .singleElement()
                .asString()
                .contains("order.inner");
    }

    @Test
    void shouldRefuseAPackageCycle() {
        assertThat(violations(Rules.noPackageCycles(), "cycle")).hasSize(1);
        assertThat(violations(Rules.noPackageCycles(), "order")).isEmpty();
    }

    @Test
    void shouldRefuseTheInternalPackagesOfOtherModules() {
        List<String> violations = violations(Rules.internalsStayInside(MODULES, Set.of("testkit")), "modules");

        assertThat(violations).hasSize(2);
        assertThat(violations).anySatisfy(v -> assertThat(v).contains("PeeksAtCore", "Secret"));
        assertThat(violations).anySatisfy(v -> assertThat(v).contains("PeeksAtNeighbour", "Hidden"));
    }

    @Test
    void shouldRefuseTheInternalPackagesOfCoreToThoseWhoAreNotItsFriends() {
        assertThat(violations(Rules.internalsStayInside(MODULES, Set.of()), "modules"))
                .hasSize(3)
                .anySatisfy(v -> assertThat(v).contains("Drives", "Secret"));
    }

    @Test
    void shouldRefuseAConnectorThatUsesAnother() {
        List<String> violations = violations(Rules.connectorsIgnoreEachOther(MODULES), "modules");

        assertThat(violations).hasSize(2);
        assertThat(violations).anySatisfy(v -> assertThat(v).contains("VisitsNeighbour"));
        assertThat(violations).anySatisfy(v -> assertThat(v).contains("PeeksAtNeighbour"));
    }

    @Test
    void shouldRefuseAClassOutsideTheRootPackageOfItsModule() {
        assertThat(violations(Rules.packagesBelongTo("source-alpha", MODULES), "modules.alpha"))
                .isEmpty();
        assertThat(violations(Rules.packagesBelongTo("source-alpha", MODULES), "modules.beta"))
                .hasSize(3);
        assertThat(violations(Rules.packagesBelongTo("core", MODULES), "modules.beta"))
                .hasSize(3);
    }

    @Test
    void shouldRefuseAPackageThatIsNotNullMarked() {
        assertThat(violations(Rules.everyPackageIsNullMarked(), "nullness"))
                .singleElement()
                .asString()
                .contains("Unmarked");
    }

    @Test
    void shouldRefuseALoggerOfSomebodyElse() {
        assertThat(violations(Rules.logsGoThroughSlf4j(), "logs"))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation).contains("LogsElsewhere"));
    }

    private static PackageOrder order() {
        return PackageOrder.under(FIXTURE + ".order");
    }

    private static List<String> violations(ArchRule rule, String fixture) {
        return Stream.of(rule.evaluate(new ClassFileImporter().importPackages(FIXTURE + "." + fixture)))
                .flatMap(result -> result.getFailureReport().getDetails().stream())
                .toList();
    }
}
