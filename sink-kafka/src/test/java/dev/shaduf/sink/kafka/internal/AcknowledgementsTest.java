// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.sink.kafka.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shaduf.time.Durations;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
    private final Acknowledgements acknowledgements = new Acknowledgements();

    @Test
    void shouldWaitForAllRecords() {
        acknowledgements.sending();
        acknowledgements.sending();
        acknowledgements.onCompletion(null, null);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> acknowledgements.onCompletion(null, null));

        assertThatCode(() -> acknowledgements.await(Durations.minutes(1))).doesNotThrowAnyException();
        other.join();
    }

    @Test
    void shouldNotWaitForTheOthersWhenOneHasFailed() {
        acknowledgements.sending();
        acknowledgements.sending();
        acknowledgements.onCompletion(null, new RecordTooLargeException("too large"));

        assertThatThrownBy(() -> acknowledgements.await(Durations.minutes(1)))
                .hasMessageContaining("too large")
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void shouldWaitAsLongAsRecordsAreAcknowledged() {
        for (int i = 1; i <= 4; i++) {
            acknowledgements.sending();
            CompletableFuture.runAsync(
                    () -> acknowledgements.onCompletion(null, null),
                    CompletableFuture.delayedExecutor(i * 400L, TimeUnit.MILLISECONDS));
        }

        assertThatCode(() -> acknowledgements.await(Durations.milliseconds(1_200)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldSayHowManyAreMissing() {
        acknowledgements.sending();

        assertThatThrownBy(() -> acknowledgements.await(Durations.milliseconds(1)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("1 records were not acknowledged");
    }
}
