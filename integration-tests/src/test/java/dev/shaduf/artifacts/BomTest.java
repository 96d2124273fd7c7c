// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.architecture.House;
import dev.shaduf.architecture.Pom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BomTest {
    /** Artifacts that users have on their class paths are named after what they do. */
    private static final Pattern ARTIFACT =
            Pattern.compile("shaduf-(core|testkit|hadoop|(source|sink|engine|format|state)-[a-z]+)\\b(?!-)");

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

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs", "core/src/main/java"})
    void shouldHaveEveryArtifactThatUsersAreToldToAdd(String place) throws IOException {
        List<String> managed = Pom.of("bom").texts(MANAGED + "/artifactId");
        try (Stream<Path> files = Files.walk(House.root().resolve(place))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(ARTIFACT.matcher(Files.readString(file))
                                    .results()
                                    .map(MatchResult::group))
                            .as(file.toString())
                            .isSubsetOf(managed));
        }
    }
}
