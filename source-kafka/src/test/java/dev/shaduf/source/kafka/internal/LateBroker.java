// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** An admin client of which some answers about topics come from a broker that has heard of none yet. */
final class LateBroker {
    private final AtomicInteger late = new AtomicInteger();
    private final Admin admin;

    LateBroker(Admin real) {
        this.admin = (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("describeTopics") && late.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        return unknown((Collection<?>) arguments[0]);
                    }
                    if (method.getName().equals("close")) {
                        return null; // by whom it was made
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    Admin admin() {
        return admin;
    }

    /** Has the next answers come from that broker. */
    void answers(int count) {
        late.set(count);
    }

    private static DescribeTopicsResult unknown(Collection<?> topics) {
        Map<String, KafkaFuture<TopicDescription>> answers = topics.stream()
                .collect(Collectors.toMap(String::valueOf, topic -> {
                    KafkaFutureImpl<TopicDescription> answer = new KafkaFutureImpl<>();
                    answer.completeExceptionally(new UnknownTopicOrPartitionException("not heard of"));
                    return answer;
                }));
        return new Answers(answers);
    }

    private static final class Answers extends DescribeTopicsResult {
        Answers(Map<String, KafkaFuture<TopicDescription>> byName) {
            super(null, byName);
        }
    }
}
