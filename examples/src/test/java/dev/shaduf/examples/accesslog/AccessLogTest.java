// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    @Test
    void shouldMakeTheSameLinesFromTheSameSeed() {
        assertThat(AccessLog.lines(7, 100)).isEqualTo(AccessLog.lines(7, 100)).isNotEqualTo(AccessLog.lines(8, 100));
    }

    @Test
    void shouldMakeLinesThatAreAllUnderstood() {
        List<String> lines = AccessLog.lines(7, 2_000);

        assertThat(lines).allSatisfy(line -> assertThat(Request.parse(line)).isPresent());
    }

    @Test
    void shouldLeaveTheQueryOutOfTheUrl() {
        String line = "10.0.0.1 - - [01/Mar/2026:08:00:00 +0000] \"GET /search?q=x HTTP/1.1\" 404 12 \"-\" \"curl\"";

        assertThat(Request.parse(line)).contains(new Request("/search", 404));
    }

    @Test
    void shouldYieldNothingForALineInAnotherForm() {
        assertThat(Request.parse("hello")).isEmpty();
    }
}
