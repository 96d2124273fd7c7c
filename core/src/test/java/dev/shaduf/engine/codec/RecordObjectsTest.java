// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.function.Tuple2;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordObjectsTest {
    @Test
    void shouldCarryTheMissingSidesOfOuterJoins() throws Exception {
        List<Object> records = List.of(
                new Tuple2<>("a", new Tuple2<>(Optional.of(1), Optional.empty())),
                Optional.of(Optional.of("deep")),
                List.of(Optional.empty()));

        assertThat(carried(records)).isEqualTo(records);
    }

    @Test
    void shouldRefuseWhatIsNotSerializableInAnOptionalToo() {
        assertThatThrownBy(() -> carried(Optional.of(new Object())))
                .isInstanceOf(NotSerializableException.class)
                .hasMessageContaining("java.lang.Object");
    }

    private static Object carried(Object object) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (RecordObjectsOut out = new RecordObjectsOut(bytes)) {
            out.writeObject(object);
        }
        try (RecordObjectsIn in = new RecordObjectsIn(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
