// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.internal.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shaduf.config.StreamingConf;
import dev.shaduf.time.Duration;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateControlTest {
    private static final long MILLI = 1_000_000;
    private final StreamingConf conf = new StreamingConf(false);
    private long now;

    @Test
    void shouldHaveNoLimitWithoutBackPressure() {
        conf.set("shaduf.backpressure.enabled", "false");

        assertThat(control(1_000).rate()).isInfinite();
    }

    @Test
    void shouldKeepAFixedLimitWithoutBackPressure() {
        conf.set("shaduf.backpressure.enabled", "false").set("shaduf.receiver.max.rate", "500");
        RateControl control = control(1_000);
        control.completed(1_000 * MILLI, 500, 1, 0);

        assertThat(control.rate()).isEqualTo(500);
    }

    @Test
    void shouldAtLeastDoubleWhileBatchesTakeLessThanHalfTheirInterval() {
        RateControl control = control(1_000);
        assertThat(control.rate()).isEqualTo(10_000);

        batch(control, 1_000, 3_000, 499);
        assertThat(control.rate()).isEqualTo(20_000);
        batch(control, 1_000, 6_000, 499);
        assertThat(control.rate()).isEqualTo(40_000);
    }

    @Test
    void shouldGrowToTheSpeedThatAnEasyBatchShows() {
        RateControl control = control(1_000);
        batch(control, 1_000, 20_000, 499);

        batch(control, 1_000, 20_000, 100);

        assertThat(control.rate()).isEqualTo(200_000);
    }

    @Test
    void shouldCountHalfOfTheFirstBatchAsTheLoadingOfTheProgram() {
        RateControl control = control(1_000);

        batch(control, 1_000, 10_000, 400);

        assertThat(control.rate()).isEqualTo(50_000);
    }

    @Test
    void shouldLeaveOutWhatABatchTakesApartFromItsRecords() {
        RateControl control = control(1_000);
        batch(control, 1_000, 10_000, 150);

        batch(control, 1_000, 76_000, 450);

        assertThat(control.rate()).as("66,000 records more in 300 ms more").isEqualTo(220_000);
    }

    @Test
    void shouldGrowToTwiceTheSpeedShownAtMost() {
        RateControl control = control(1_000);
        batch(control, 1_000, 10_000, 400);

        batch(control, 1_000, 50_000, 400);

        assertThat(control.rate()).isEqualTo(250_000);
    }

    @Test
    void shouldNotFloodAJobThatTakesAMillisecondPerRecord() {
        assertThat(longestBatch(records -> records)).as("the first batch").isEqualTo(10_000);
    }

    /** The first batch takes a quarter, an eighth and a sixteenth of an interval. */
    @Test
    void shouldHoldAJobWhoseCostGrowsWithTheSquareToSixteenIntervals() {
        assertThat(longestBatch(records -> records * records / 400_000)).isLessThanOrEqualTo(16_000);
        assertThat(longestBatch(records -> records * records / 800_000)).isLessThanOrEqualTo(16_000);
        assertThat(longestBatch(records -> records * records / 1_600_000)).isLessThanOrEqualTo(16_000);
    }

    @Test
    void shouldReachTheSpeedOfAProgramThatLoadsSlowlyWithinThreeBatches() {
        RateControl control = control(1_000);
        for (int i = 0; i < 3; i++) {
            long records = (long) Math.min(control.rate(), 500_000);
            batch(control, 1_000, records, (i == 0 ? 250 : 100) + records / 600);
        }

        assertThat(control.rate()).isGreaterThan(500_000);
    }

    @Test
    void shouldGrowBySixteenTimesAtMost() {
        RateControl control = control(1_000);

        batch(control, 1_000, 10_000, 1);

        assertThat(control.rate()).isEqualTo(160_000);
    }

    @Test
    void shouldNotDoubleForBatchesThatMadeNoUseOfTheRate() {
        RateControl control = control(1_000);
        for (int i = 0; i < 100; i++) {
            batch(control, 1_000, 10, 1);
            batch(control, 1_000, 0, 1);
        }

        assertThat(control.rate()).isEqualTo(10_000);
    }

    @Test
    void shouldNotJudgeByTheFirstBatchWhichLoadsTheProgram() {
        RateControl control = control(1_000);

        batch(control, 1_000, 10_000, 5_000);

        assertThat(control.rate()).isEqualTo(10_000);
    }

    @Test
    void shouldFallToTheSpeedOfTheNextBatchThatIsHard() {
        RateControl control = warm(1_000);

        batch(control, 1_000, 10_000, 5_000);

        assertThat(control.rate()).isEqualTo(2_000);
    }

    @Test
    void shouldGrowToTheSpeedOfAHardBatchThatKeptUp() {
        RateControl control = warm(1_000);

        batch(control, 1_000, 10_000, 800);

        assertThat(control.rate()).isEqualTo(12_500);
    }

    @Test
    void shouldFollowTheSpeedByAFactorOfTwoAtMost() {
        RateControl control = warm(1_000);
        batch(control, 1_000, 10_000, 1_000);
        batch(control, 1_000, 10_000, 20_000);
        assertThat(control.rate()).isEqualTo(5_000);

        batch(control, 1_000, 5_000, 10);

        assertThat(control.rate()).isEqualTo(10_000);
    }

    @Test
    void shouldFollowTheSpeedOfProcessingAfterwards() {
        RateControl control = warm(1_000);
        batch(control, 1_000, 10_000, 5_000);
        batch(control, 1_000, 2_000, 800);

        assertThat(control.rate()).isEqualTo(2_500);
    }

    @Test
    void shouldStopDoublingForGood() {
        RateControl control = warm(1_000);
        batch(control, 1_000, 10_000, 1_000);
        batch(control, 1_000, 10_000, 400);

        assertThat(control.rate()).as("by two, not by sixteen").isEqualTo(20_000);
    }

    @Test
    void shouldNotBeLoweredByAFewRecordsInAnEasyBatch() {
        RateControl control = warm(1_000);
        batch(control, 1_000, 10_000, 1_000);
        batch(control, 1_000, 1, 10);

        assertThat(control.rate()).isEqualTo(10_000);
    }

    @Test
    void shouldNeverGoAboveTheFixedLimit() {
        conf.set("shaduf.receiver.max.rate", "15000");
        RateControl control = control(1_000);
        batch(control, 1_000, 10_000, 1);
        batch(control, 1_000, 10_000, 1);

        assertThat(control.rate()).isEqualTo(15_000);
    }

    @Test
    void shouldMeasureOverAFifthOfASecondWhenBatchesAreShorter() {
        RateControl control = warm(5);
        batch(control, 5, 50, 10);
        assertThat(control.rate()).isEqualTo(5_000);
        for (int i = 0; i < 39; i++) {
            batch(control, 5, 30, 4);
            assertThat(control.rate()).isEqualTo(5_000);
        }

        batch(control, 5, 30, 4);

        assertThat(control.rate()).isEqualTo(7_500);
    }

    @Test
    void shouldSettleWhereAJobFiveTimesTooSlowKeepsUp() {
        RateControl control = control(1_000);
        double perSecond = 2_000;
        double waiting = 0;
        for (int i = 0; i < 100; i++) {
            double records = control.rate();
            double took = records / perSecond * 1_000;
            now += (long) Math.max(1_000, took);
            control.completed(now * MILLI, (long) records, (long) (took * MILLI), (long) (waiting * MILLI));
            waiting = Math.max(0, waiting + took - 1_000);
        }

        assertThat(control.rate()).isBetween(1_000.0, 2_000.0);
        assertThat(waiting).isLessThan(1_000);
    }

    @Test
    void shouldKeepUpWhereBatchesTakeTheirIntervalWithoutRecords() {
        assertThat(rateAfterColdStart(60, 0.004)).isGreaterThan(10_000);
    }

    @Test
    void shouldGrowAgainWhereLittleOfTheIntervalIsLeftForRecords() {
        assertThat(rateAfterColdStart(46, 0.004)).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @CsvSource({"50,60", "50,200", "10,14", "25,120"})
    void shouldCatchUpThoughABatchTakesSeveralIntervalsWithoutRecords(long interval, double fixedMillis) {
        assertThat(backlogAfterColdStart(interval, fixedMillis, 0.005)).isLessThan(10_000);
    }

    @Test
    void shouldNotLetRecordsTakeLongerThanTheRestOfABatchForLong() {
        assertThat(longestAfterColdStart(25, 60, 0.5)).isLessThan(3 * 60);
    }

    @Test
    void shouldStillSettleWhereRecordsAreWhatTakesTime() {
        assertThat(rateAfterColdStart(5, 0.2)).isBetween(3_000.0, 5_000.0);
    }

    /** Runs batches of 50 ms, of a program that gets warm, each with what came while the one before it ran. */
    private double rateAfterColdStart(double fixedMillis, double millisPerRecord) {
        RateControl control = control(50);
        double took = 50;
        for (int i = 0; i < 400; i++) {
            double records = control.rate() * Math.max(50, took) / 1_000;
            took = fixedMillis + 500 * Math.exp(-i / 20.0) + millisPerRecord * records;
            complete(control, 50, records, took);
        }
        return control.rate();
    }

    /** Reads 10,000 records a second for a minute, of which a batch has as many as are allowed for one interval; returns how many wait at the end. */
    private double backlogAfterColdStart(long interval, double fixedMillis, double millisPerRecord) {
        RateControl control = control(interval);
        double backlog = 0;
        while (now < 60_000) {
            double records = Math.min(backlog, Math.max(1, control.rate() * interval / 1_000));
            double took = fixedMillis + 100 * Math.exp(-now / 8_000.0) + millisPerRecord * records;
            complete(control, interval, records, took);
            backlog += 10 * Math.max(interval, took) - records;
        }
        return backlog;
    }

    /** Reads more than can be processed; returns how long the longest batch of the second half minute took. */
    private double longestAfterColdStart(long interval, double fixedMillis, double millisPerRecord) {
        RateControl control = control(interval);
        double longest = 0;
        while (now < 60_000) {
            double records = Math.max(1, control.rate() * interval / 1_000);
            double took = fixedMillis + 100 * Math.exp(-now / 8_000.0) + millisPerRecord * records;
            complete(control, interval, records, took);
            longest = now > 30_000 ? Math.max(longest, took) : 0;
        }
        return longest;
    }

    private void complete(RateControl control, long interval, double records, double took) {
        now += (long) Math.max(interval, took);
        double waited = took > interval ? 2 * took : 0;
        control.completed(now * MILLI, (long) records, (long) (took * MILLI), (long) (waited * MILLI));
    }

    /** Runs an endless input through a job; returns how long the longest batch takes. */
    private double longestBatch(DoubleUnaryOperator millis) {
        RateControl control = control(1_000);
        double longest = 0;
        for (int i = 0; i < 20; i++) {
            long records = (long) control.rate();
            double took = millis.applyAsDouble(records);
            batch(control, (long) Math.max(1_000, took), records, (long) took);
            longest = Math.max(longest, took);
        }
        return longest;
    }

    private void batch(RateControl control, long interval, long records, long processingMillis) {
        now += interval;
        control.completed(now * MILLI, records, processingMillis * MILLI, 0);
    }

    /** Makes a control that has seen the first batch. */
    private RateControl warm(long interval) {
        RateControl control = control(interval);
        batch(control, interval, 1, interval);
        return control;
    }

    private RateControl control(long interval) {
        return RateControl.of(conf, new Duration(interval));
    }
}
