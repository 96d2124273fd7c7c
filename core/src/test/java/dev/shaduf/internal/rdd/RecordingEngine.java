// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.rdd;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.engine.Engine;
import dev.shaduf.engine.Job;
import dev.shaduf.engine.JobScope;
import dev.shaduf.internal.plugin.Engines;
import dev.shaduf.time.Clock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A local engine whose calls are written down. */
final class RecordingEngine implements AutoCloseable {
    /** A job without its plan, which must not be held. */
    record Run(JobScope scope, String name) {
        static Run of(Job<?> job) {
            return new Run(job.scope(), job.name());
        }
    }

    final List<Run> runs = new CopyOnWriteArrayList<>();
    final List<JobScope> ended = new CopyOnWriteArrayList<>();
    final List<Long> forgotten = new CopyOnWriteArrayList<>();
    final Engine engine;
    private final Engine local = Engines.load()
            .provider("local[1]")
            .create("local[1]", new StreamingConf(false).setAppName("recording"), Clock.system());

    RecordingEngine() {
        engine = (Engine)
                Proxy.newProxyInstance(Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, this::call);
    }

    @Override
    public void close() {
        local.close();
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "run" -> runs.add(Run.of((Job<?>) arguments[0]));
            case "end" -> ended.add((JobScope) arguments[0]);
            case "forget" -> forgotten.add((Long) arguments[0]);
            default -> {}
        }
        try {
            return method.invoke(local, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
