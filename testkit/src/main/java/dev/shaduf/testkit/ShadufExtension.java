// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.testkit;

import dev.shaduf.time.Durations;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a {@link StreamHarness} to test methods that have one as a parameter, and closes it after the test. {@link
 * StreamingTest} brings it along; {@code @ExtendWith(ShadufExtension.class)} serves parameterized and repeated tests.
 */
public final class ShadufExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(ShadufExtension.class);

    /** For JUnit. */
    public ShadufExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(StreamHarness.class)
                && test.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        StreamHarness harness = harness(test);
        test.getStore(NAMESPACE).put(StreamHarness.class, harness);
        return harness;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        StreamHarness harness = test.getStore(NAMESPACE).remove(StreamHarness.class, StreamHarness.class);
        if (harness != null) {
            harness.close();
        }
    }

    private static StreamHarness harness(ExtensionContext test) {
        StreamingTest settings = test.getRequiredTestMethod().getAnnotation(StreamingTest.class);
        StreamHarness.Builder builder = StreamHarness.builder();
        if (settings != null) {
            builder.master(settings.master())
                    .batchInterval(Durations.milliseconds(settings.batchMillis()))
                    .detectStateMutation(settings.detectStateMutation());
        }
        return builder.build();
    }
}
