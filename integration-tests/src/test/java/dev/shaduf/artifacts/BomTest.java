// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.architecture.House;
import dev.shaduf.architecture.Pom;
import java.util.List;
import org.junit.jupiter.api.Test;

class BomTest {
    private static final String MANAGED = "/project/dependencyManagement/dependencies/dependency";

    @Test
    void shouldManageEveryPublishedModuleAndNothingElse() {
        List<String> published =
                House.publishedModules().map(module -> "shaduf-" + module).toList();

        assertThat(published).isNotEmpty();
        assertThat(Pom.of("bom").texts(MANAGED + "/artifactId")).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void shouldBringNoVersionOfAnybodyElse() {
        assertThat(Pom.of("bom").texts("/project/parent")).isEmpty();
        assertThat(Pom.of("bom").texts(MANAGED + "/groupId")).containsOnly("dev.shaduf");
        assertThat(Pom.of("bom").texts(MANAGED + "/version")).containsOnly("${project.version}");
    }

    @Test
    void shouldHaveTheVersionOfTheModules() {
        assertThat(Pom.of("bom").texts("/project/version"))
                .isEqualTo(Pom.of("core").texts("/project/parent/version"));
    }
}
