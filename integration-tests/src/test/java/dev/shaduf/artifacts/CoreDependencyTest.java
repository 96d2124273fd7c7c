// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.shaduf.architecture.House;
import dev.shaduf.architecture.Pom;
import org.junit.jupiter.api.Test;

/** What core brings along: its pom and its bytecode agree. That neither library brings more is checked by the enforcer. */
class CoreDependencyTest {
    private static final DescribedPredicate<JavaClass> ALLOWED =
            resideInAnyPackage("", "java..", "javax..", "dev.shaduf..", "org.slf4j..", "org.jspecify..");

    private static final ArchRule SMALL = classes().should().onlyDependOnClassesThat(ALLOWED);

    @Test
    void shouldDependOnSlf4jAndJspecifyAlone() {
        assertThat(Pom.of("core").texts("/project/dependencies/dependency[not(scope = 'test')]/artifactId"))
                .containsExactlyInAnyOrder("slf4j-api", "jspecify");
        assertThat(Pom.of("core").texts("//profile")).isEmpty();
    }

    @Test
    void shouldUseNoClassOfAnybodyElse() {
        SMALL.check(new ClassFileImporter().importPath(House.classes("core")));
    }

    @Test
    void shouldNoticeAClassOfSomebodyElse() {
        assertThat(SMALL.evaluate(new ClassFileImporter().importClasses(CoreDependencyTest.class))
                        .hasViolation())
                .isTrue();
    }
}
