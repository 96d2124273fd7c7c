// SPDX-License-Identifier: Apache-2.0
package dev.shaduf;

import dev.shaduf.listener.BatchInfo;
import dev.shaduf.listener.DelayStatus;
import dev.shaduf.listener.InputStatus;
import dev.shaduf.listener.ReceiverInfo;
import dev.shaduf.listener.StateStatus;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the status of a context over JMX. Registering happens on a thread of its own and a moment late: the platform's bean
 * server takes as long to start as a stream program, and must not compete with its first batch.
 */
final class JmxBean implements StreamingContextMXBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JmxBean.class);

    private static final long LATE_MILLIS = 500;

    private final Supplier<StreamingStatus> status;
    private final String app;
    private final int id;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread registration;
    private volatile boolean registered;

    JmxBean(String app, int id, Supplier<StreamingStatus> status) {
        this.app = app;
        this.id = id;
        this.status = status;
        this.registration = new Thread(this::register, "shaduf-" + app + "-jmx");
        registration.setDaemon(true);
        registration.start();
    }

    private void register() {
        try {
            if (!closed.await(LATE_MILLIS, TimeUnit.MILLISECONDS)) {
                server().registerMBean(this, name());
                registered = true;
            }
        } catch (JMException | InterruptedException | RuntimeException e) {
            LOG.warn("the figures of '{}' cannot be shown over JMX", app, e);
        }
    }

    @Override
    public void close() throws Exception {
        closed.countDown();
        registration.join();
        if (registered) {
            server().unregisterMBean(name());
        }
    }

    private ObjectName name() throws JMException {
        return new ObjectName("dev.shaduf:type=StreamingContext,name=" + quoted(app) + ",id=" + id);
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._ -]+") ? text : ObjectName.quote(text);
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @Override
    public String getState() {
        return status.get().state().name();
    }

    @Override
    public long getBatchIntervalMillis() {
        return status.get().batchInterval().milliseconds();
    }

    @Override
    public long getStartTimeMillis() {
        return status.get().startTime();
    }

    @Override
    public long getBatchesCompleted() {
        return status.get().batches().completed();
    }

    @Override
    public long getBatchesFailed() {
        return status.get().batches().failed();
    }

    @Override
    public int getBatchesWaiting() {
        return status.get().batches().waiting();
    }

    @Override
    public int getBatchesRunning() {
        return status.get().batches().running();
    }

    @Override
    public long getBatchRetries() {
        return status.get().batches().retries();
    }

    @Override
    public long getRecords() {
        return status.get().batches().records();
    }

    @Override
    public double getRecordsPerSecond() {
        return status.get().batches().recordsPerSecond();
    }

    @Override
    public long getGaps() {
        return status.get().batches().gaps();
    }

    @Override
    public int getPlansJournaled() {
        return status.get().batches().journaled();
    }

    @Override
    public long getTimesPassedOver() {
        return status.get().batches().passedOver();
    }

    @Override
    public long getEventsDropped() {
        return status.get().batches().droppedEvents();
    }

    @Override
    public long getLastBatch() {
        return status.get()
                .lastBatch()
                .map(BatchInfo::id)
                .map(batch -> batch.number())
                .orElse(0L);
    }

    @Override
    public Map<String, Long> getSchedulingDelay() {
        return figures(status.get().schedulingDelay());
    }

    @Override
    public Map<String, Long> getProcessingDelay() {
        return figures(status.get().processingDelay());
    }

    @Override
    public Map<String, Long> getTotalDelay() {
        return figures(status.get().totalDelay());
    }

    private static Map<String, Long> figures(DelayStatus delay) {
        return Map.of(
                "last",
                delay.last(),
                "median",
                delay.median(),
                "p95",
                delay.p95(),
                "p99",
                delay.p99(),
                "max",
                delay.max());
    }

    @Override
    public Map<String, Long> getInputRecords() {
        return byInput(InputStatus::records);
    }

    @Override
    public Map<String, Long> getInputErrors() {
        return byInput(InputStatus::errors);
    }

    @Override
    public Map<String, Long> getBacklogRecords() {
        return byInput(InputStatus::backlogRecords);
    }

    @Override
    public Map<String, Long> getBacklogBytes() {
        return byInput(InputStatus::backlogBytes);
    }

    @Override
    public Map<String, Double> getRateLimits() {
        return byInput(InputStatus::rateLimit);
    }

    @Override
    public Map<String, Long> getInputCounters() {
        Map<String, Long> counters = new TreeMap<>();
        for (InputStatus input : status.get().inputs()) {
            input.counters().forEach((name, count) -> counters.put(label(input) + " " + name, count));
        }
        return counters;
    }

    @Override
    public Map<String, Boolean> getReceiversActive() {
        return byReceiver(receiver -> true, ReceiverInfo::active);
    }

    @Override
    public Map<String, Long> getReceiverRestarts() {
        return byReceiver(receiver -> true, ReceiverInfo::restarts);
    }

    @Override
    public Map<String, String> getReceiverErrors() {
        return byReceiver(receiver -> receiver.lastErrorTime() >= 0, ReceiverInfo::lastErrorMessage);
    }

    private <V> Map<String, V> byReceiver(Predicate<ReceiverInfo> which, Function<ReceiverInfo, V> figure) {
        return status.get().receivers().stream()
                .filter(which)
                .collect(Collectors.toMap(
                        receiver -> receiver.streamId() + " " + receiver.name(), figure, (a, b) -> b, TreeMap::new));
    }

    @Override
    public Map<String, Long> getStateKeys() {
        return status.get().states().stream()
                .collect(Collectors.toMap(StateStatus::uid, StateStatus::keys, (a, b) -> b, TreeMap::new));
    }

    private <V> Map<String, V> byInput(Function<InputStatus, V> figure) {
        return status.get().inputs().stream()
                .collect(Collectors.toMap(JmxBean::label, figure, (a, b) -> b, TreeMap::new));
    }

    private static String label(InputStatus input) {
        return input.id() + " " + input.name();
    }
}
