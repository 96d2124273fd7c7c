// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test method that gets a {@link StreamHarness} as a parameter. The harness is closed after the test, which fails if
 * threads of its context are alive then.
 *
 * <pre>{@code
 * @StreamingTest
 * void shouldCountWords(StreamHarness harness) throws Exception {
 *     ...
 * }
 * }</pre>
 */
@Test
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ShadufExtension.class)
public @interface StreamingTest {
    /**
     * Chooses the engine.
     *
     * @return the master URL
     */
    String master() default "local[2]";

    /**
     * Sets the batch interval.
     *
     * @return the interval in milliseconds
     */
    long batchMillis() default 1_000;

    /**
     * Sets whether a batch fails whose state values were changed in place.
     *
     * @return whether to check
     */
    boolean detectStateMutation() default true;
}
