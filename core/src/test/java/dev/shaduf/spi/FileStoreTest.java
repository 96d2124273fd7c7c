// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import org.junit.jupiter.api.Test;

class FileStoreTest {
    @Test
    void shouldMakeUrisOfPathsAsPeopleWriteThem() {
        assertThat(FileStore.uri("/data/a b/100%/x?y#z")).hasToString("file:/data/a%20b/100%25/x%3Fy%23z");
        assertThat(FileStore.uri("/data/in/")).hasToString("file:/data/in/");
        assertThat(FileStore.uri("file:///data/line\nbreak")).hasToString("file:/data/line%0Abreak");
        assertThat(FileStore.uri("hdfs://name:9000/ä")).hasToString("hdfs://name:9000/%C3%A4");
        assertThat(FileStore.uri("in").getPath()).isEqualTo(new File("in").getAbsolutePath());
    }

    @Test
    void shouldKeepNamesApartThatOnlyLookTheSame() {
        assertThat(FileStore.uri("/u\u0308")).hasToString("file:/u%CC%88");
        assertThat(FileStore.uri("/\u00fc")).hasToString("file:/%C3%BC");
        assertThat(FileStore.escaped("10:30/u\u0308")).isEqualTo("10:30/u%CC%88");
    }

    @Test
    void shouldRefuseWhatIsNoPath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileStore.uri("hdfs:relative"))
                .withMessageContaining("no path from the root: 'relative'");
        assertThatIllegalArgumentException().isThrownBy(() -> FileStore.uri("hdfs://a b/c"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FileStore.uri("/\ud800"))
                .withMessageContaining("half of a character");
    }
}
