// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of another process beside those of this one. */
class ScratchDirectoryIT {
    @TempDir
    Path parent;

    private Process owner;
    private Path others;

    @BeforeEach
    void startOwner() throws IOException {
        owner = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnerOfScratch.class.getName(),
                        parent.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        others = Path.of(new BufferedReader(new InputStreamReader(owner.getInputStream(), UTF_8)).readLine());
    }

    @AfterEach
    void endOwner() throws Exception {
        owner.destroyForcibly().waitFor();
    }

    @Test
    void shouldLeaveWhatALivingProcessHasAndRemoveWhatAKilledOneHasLeft() throws Exception {
        ScratchDirectory.make(parent, "mine").close();
        assertThat(others.resolve("sort-1")).exists();

        owner.destroyForcibly().waitFor();
        ScratchDirectory.make(parent, "mine").close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void shouldFollowALinkThatIsTheParent() throws Exception {
        Path link = Files.createSymbolicLink(parent.resolve("link"), Files.createDirectory(parent.resolve("disk")));

        ScratchDirectory made = ScratchDirectory.make(link, "mine");

        assertThat(made.path()).isDirectory();
        made.close();
        assertThat(link).isEmptyDirectory();
    }

    @Test
    void shouldLeaveWhatIsOfThisProcessOrHasNoOwner() throws Exception {
        Path foreign = Files.createDirectory(parent.resolve("shaduf-of-somebody"));
        ScratchDirectory first = ScratchDirectory.make(parent, "mine");
        ScratchDirectory second = ScratchDirectory.make(parent, "mine");

        assertThat(first.path()).isDirectoryContaining("glob:**/" + ScratchDirectory.OWNER);
        assertThat(second.path()).exists();
        first.close();
        second.close();
        assertThat(foreign).exists();
    }
}
