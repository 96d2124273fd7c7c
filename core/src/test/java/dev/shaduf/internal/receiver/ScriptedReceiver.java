// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import dev.shaduf.rdd.StorageLevel;
import dev.shaduf.spi.Receiver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver whose methods do what a test says. */
final class ScriptedReceiver extends Receiver<String> {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Object> acknowledged = new CopyOnWriteArrayList<>();
    volatile Call.Body onStart = () -> {};
    volatile Call.Body onStop = () -> {};
    volatile Call.Body onAcknowledge = () -> {};

    ScriptedReceiver(StorageLevel level) {
        super(level);
    }

    @Override
    public void onStart() throws Exception {
        calls.add("start on " + Thread.currentThread().getName());
        onStart.run();
    }

    @Override
    public void onStop() throws Exception {
        calls.add("stop on " + Thread.currentThread().getName());
        onStop.run();
        super.onStop();
    }

    void work(String role, Work work) {
        startThread(role, work);
    }

    @Override
    public void acknowledge(Object token) throws Exception {
        onAcknowledge.run();
        acknowledged.add(token);
    }

    @Override
    public String name() {
        return "scripted";
    }
}
