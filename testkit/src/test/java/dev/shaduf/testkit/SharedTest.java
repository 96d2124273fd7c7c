// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
    @Test
    void shouldReachTheSameObjectByACopy() throws Exception {
        Shared<AtomicInteger> shared = new Shared<>(new AtomicInteger());

        copy(shared).call(AtomicInteger::incrementAndGet);

        assertThat(shared.<Integer>call(AtomicInteger::get)).isEqualTo(1);
    }

    @Test
    void shouldLetGoOfWhatNoHandleHolds() {
        WeakReference<AtomicInteger> object =
                new WeakReference<>(new Shared<>(new AtomicInteger()).here().orElseThrow());

        await().until(() -> {
            System.gc();
            return object.get() == null;
        });
    }

    @SuppressWarnings("unchecked")
    private static <S> Shared<S> copy(Shared<S> shared) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(shared);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Shared<S>) in.readObject();
        }
    }
}
