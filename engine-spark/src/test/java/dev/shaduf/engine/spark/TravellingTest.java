// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.function.Function;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class TravellingTest {
    private static final class Bag implements Serializable {
        private final Object content;
        private final transient Thread left = new Thread();

        Bag(Object content) {
            this.content = content;
        }

        Object content() {
            return left.isAlive() ? left : content;
        }
    }

    @Test
    void shouldLetGoWhatIsSerializable() {
        Bag bag = new Bag(List.of(new ReentrantLock()));
        Function<Integer, Object> function = number -> bag.content();

        assertThat(new Travelling(function).fault()).isEmpty();
    }

    @Test
    void shouldNameTheVariableThatALambdaCaptures() {
        Thread thread = Thread.currentThread();
        Function<Integer, String> function = number -> thread.getName();

        assertThat(new Travelling(function).fault().orElseThrow())
                .contains("captured variable 1 of the lambda in " + getClass().getName())
                .contains("is a java.lang.Thread, which is not Serializable");
    }

    @Test
    void shouldNameTheFieldsOnTheWay() {
        Object[] deep = {"x", new Bag(new Object[] {1, new Object()})};
        Bag bag = new Bag(deep);
        Function<Integer, Object> function = number -> bag.content();

        assertThat(new Travelling(function).fault().orElseThrow())
                .contains("field content of " + Bag.class.getName() + ", element 1, field content of "
                        + Bag.class.getName() + ", element 1 is a java.lang.Object");
    }

    @Test
    void shouldNameTheVariableWhoseElementsCannotGo() {
        List<Object> many = new ArrayList<>(List.of("x", new Object()));
        Map<String, Object> named = new HashMap<>(Map.of("thread", Thread.currentThread()));
        Bag bag = new Bag(named);

        assertThat(new Travelling((Function<Integer, Object>) number -> many.get(number))
                        .fault()
                        .orElseThrow())
                .contains("captured variable 1 of the lambda in " + getClass().getName())
                .contains(", element 1 is a java.lang.Object, which is not Serializable");
        assertThat(new Travelling((Function<Integer, Object>) number -> bag.content())
                        .fault()
                        .orElseThrow())
                .contains("field content of " + Bag.class.getName()
                        + " is a java.util.HashMap with a java.lang.Thread in it, which is not Serializable");
    }

    @Test
    void shouldNameTheObjectAroundALambda() {
        Lock lock = new ReentrantLock();
        assertThat(new Travelling(lock).fault()).isEmpty();

        assertThat(new Travelling((Function<Integer, String>) number -> hidden())
                        .fault()
                        .orElseThrow())
                .contains("is a " + getClass().getName());
    }

    private String hidden() {
        return "the test itself";
    }
}
