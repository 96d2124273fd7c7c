// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.engine.OperatorException;
import dev.shaduf.engine.Origin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UserFailureTest {
    private static final Origin MAP = new Origin("map", "WordCount.java:23");

    private final IOException thrown = new IOException("disk on fire");

    @Test
    void shouldGiveTheUsersExceptionWithANote() {
        OperatorException failure = new OperatorException(MAP, thrown);
        failure.inPartition(3);
        assertThat(UserFailure.of(failure, "batch 42")).isSameAs(thrown);
        assertThat(thrown.getSuppressed())
                .singleElement()
                .satisfies(note -> assertThat(note).hasMessage("in map at WordCount.java:23, partition 3, batch 42"));
    }

    @Test
    void shouldPrintTheNoteAsItIs() {
        UserFailure.of(new OperatorException(MAP, thrown));
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains("Suppressed: in map at WordCount.java:23");
    }

    @Test
    void shouldNotRepeatANote() {
        UserFailure.of(new OperatorException(MAP, thrown));
        UserFailure.of(new OperatorException(MAP, thrown));
        assertThat(thrown.getSuppressed()).hasSize(1);
    }

    @Test
    void shouldNotPileUpNotesOnAnExceptionThatIsThrownForEver() {
        for (int batch = 0; batch < 100; batch++) {
            UserFailure.of(new OperatorException(MAP, thrown), "batch " + batch);
        }
        assertThat(thrown.getSuppressed()).hasSize(8);
    }

    @Test
    void shouldNameTheOperatorOfWhatTheJvmThrowsInHotCode() {
        NullPointerException hot = hot();

        Throwable shown = UserFailure.of(new OperatorException(MAP, hot), "batch 42");

        assertThat(shown)
                .isInstanceOf(NullPointerException.class)
                .hasMessage("in map at WordCount.java:23, batch 42")
                .hasCause(hot);
        assertThat(shown.getSuppressed()).singleElement().asString().isEqualTo("in map at WordCount.java:23, batch 42");
        assertThat(UserFailure.operators(shown)).containsExactly(MAP);
    }

    /** Calls until the compiler has replaced the exception by one made beforehand, which has no stack. */
    private static NullPointerException hot() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String[] words = {null, "a"};
        for (int i = 0; System.nanoTime() < end; i++) {
            try {
                length(words, i % 2);
            } catch (NullPointerException e) {
                if (e.getStackTrace().length == 0) {
                    return e;
                }
            }
        }
        throw new AssertionError("this JVM gives every exception its stack");
    }

    private static int length(String[] words, int at) {
        return words[at].length();
    }

    @Test
    void shouldThrowCheckedExceptionsAsTheyAre() {
        assertThatThrownBy(() -> UserFailure.rethrow(new OperatorException(MAP, thrown)))
                .isSameAs(thrown);
        assertThatThrownBy(() -> UserFailure.rethrow(thrown)).isSameAs(thrown);
    }

    @Test
    void shouldSetTheFlagAgainWhenInterrupted() {
        assertThatThrownBy(() -> UserFailure.rethrow(new InterruptedException()))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldLeaveTheFlagAloneWhenAUsersFunctionThrewAnInterruption() {
        assertThatThrownBy(() -> UserFailure.rethrow(new OperatorException(MAP, new InterruptedException())))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
