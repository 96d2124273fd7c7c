// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.semantics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test that only an engine in this JVM can pass. {@code docs/guide/spark.md} lists them all. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalOnly.Condition.class)
@interface LocalOnly {
    /** Why a cluster cannot, as the guide says it. */
    String value();

    /** Leaves the test out where executors are elsewhere. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String reason = AnnotationSupport.findAnnotation(context.getElement(), LocalOnly.class)
                    .map(LocalOnly::value)
                    .orElse("");
            return Semantics.MASTER.startsWith("local")
                    ? ConditionEvaluationResult.enabled("in this JVM")
                    : ConditionEvaluationResult.disabled(reason);
        }
    }
}
