// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import dev.shaduf.testkit.StreamHarness;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test method a harness, and closes it, which fails if threads are left. */
final class HarnessParameter implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(HarnessParameter.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(StreamHarness.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        StreamHarness harness = Semantics.harness();
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
}
