// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.junit.jupiter.api.Test;

class ConsumerTest {
    @Test
    void shouldUseTheArtifacts() throws Exception {
        for (String name : new String[] {
            "dev.shaduf", "dev.shaduf.source.socket", "dev.shaduf.sink.file", "dev.shaduf.testkit"
        }) {
            System.out.println("consumed " + name + " from " + Consumer.origin(name));
        }
    }
}
