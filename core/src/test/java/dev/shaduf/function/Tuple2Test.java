// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class Tuple2Test {
    @Test
    void shouldGiveItsSides() {
        Tuple2<String, Integer> pair = Tuple2.of("a", 1);
        assertThat(pair._1()).isEqualTo("a");
        assertThat(pair._2()).isEqualTo(1);
    }

    @Test
    void shouldPrintItsSidesInParenthesesWithoutSpaces() {
        assertThat(Tuple2.of("a", Tuple2.of(1, null))).hasToString("(a,(1,null))");
    }

    @Test
    void shouldExchangeSidesWhenSwapped() {
        assertThat(Tuple2.of("a", 1).swap()).isEqualTo(Tuple2.of(1, "a"));
    }

    @Test
    void shouldBeEqualByContent() {
        assertThat(Tuple2.of("a", null)).isEqualTo(new Tuple2<>("a", null)).hasSameHashCodeAs(new Tuple2<>("a", null));
        assertThat(Tuple2.of("a", 1)).isNotEqualTo(Tuple2.of("a", 2));
    }

    @Test
    void shouldSurviveSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(Tuple2.of("a", 1L));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(Tuple2.of("a", 1L));
        }
    }
}
