// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.engine.codec;

import dev.shaduf.time.BatchId;
import dev.shaduf.time.Duration;
import dev.shaduf.time.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;

/** Times: those of this library, and those of {@code java.time}. */
final class TimeKinds {
    private TimeKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.of(14, Time.class, (value, out) -> out.writeLong(value.milliseconds()), (in, plain) -> time(in)),
                Kind.of(
                        15,
                        Duration.class,
                        (value, out) -> out.writeLong(value.milliseconds()),
                        (in, plain) -> new Duration(in.readLong())),
                Kind.of(16, BatchId.class, TimeKinds::writeBatch, (in, plain) -> readBatch(in)),
                Kind.of(17, Instant.class, TimeKinds::writeInstant, (in, plain) -> readInstant(in)),
                Kind.of(18, java.time.Duration.class, TimeKinds::writeDuration, (in, plain) -> readDuration(in)),
                Kind.of(19, LocalDate.class, TimeKinds::writeDate, (in, plain) -> readDate(in)),
                Kind.of(20, LocalTime.class, TimeKinds::writeTime, (in, plain) -> readTime(in)),
                Kind.of(21, LocalDateTime.class, TimeKinds::writeDateTime, (in, plain) -> readDateTime(in)),
                Kind.of(22, OffsetDateTime.class, TimeKinds::writeOffset, (in, plain) -> readOffset(in)),
                Kind.of(23, ZonedDateTime.class, TimeKinds::writeZoned, (in, plain) -> readZoned(in)),
                text(24, ZoneId.class, ZoneId::of)
                        .and(List.of(ZoneOffset.class, ZoneId.of("Europe/Paris").getClass())),
                text(25, Period.class, Period::parse),
                text(26, Year.class, text -> Year.of(Integer.parseInt(text))),
                text(27, YearMonth.class, YearMonth::parse),
                text(28, MonthDay.class, MonthDay::parse),
                text(29, OffsetTime.class, OffsetTime::parse));
    }

    private static <T> Kind text(int tag, Class<T> type, Function<String, T> parse) {
        return Kind.of(
                tag, type, (value, out) -> Texts.write(value.toString(), out), (in, plain) -> parse.apply(in.text()));
    }

    private static Time time(Decoder in) {
        return new Time(in.readLong());
    }

    private static void writeBatch(BatchId value, Encoder out) {
        ScalarKinds.writeUuid(value.stream(), out);
        out.writeLong(value.number());
    }

    private static BatchId readBatch(Decoder in) {
        return new BatchId(ScalarKinds.readUuid(in), in.readLong());
    }

    private static void writeInstant(Instant value, Output out) {
        out.writeLong(value.getEpochSecond());
        out.writeUnsigned(value.getNano());
    }

    private static Instant readInstant(Decoder in) {
        return Instant.ofEpochSecond(in.readLong(), in.readUnsigned());
    }

    private static void writeDuration(java.time.Duration value, Output out) {
        out.writeLong(value.getSeconds());
        out.writeUnsigned(value.getNano());
    }

    private static java.time.Duration readDuration(Decoder in) {
        return java.time.Duration.ofSeconds(in.readLong(), in.readUnsigned());
    }

    private static void writeDate(LocalDate value, Output out) {
        out.writeLong(value.toEpochDay());
    }

    private static LocalDate readDate(Decoder in) {
        return LocalDate.ofEpochDay(in.readLong());
    }

    private static void writeTime(LocalTime value, Output out) {
        out.writeUnsigned(value.toNanoOfDay());
    }

    private static LocalTime readTime(Decoder in) {
        return LocalTime.ofNanoOfDay(in.readUnsigned());
    }

    private static void writeDateTime(LocalDateTime value, Output out) {
        writeDate(value.toLocalDate(), out);
        writeTime(value.toLocalTime(), out);
    }

    private static LocalDateTime readDateTime(Decoder in) {
        return LocalDateTime.of(readDate(in), readTime(in));
    }

    private static void writeOffset(OffsetDateTime value, Output out) {
        writeDateTime(value.toLocalDateTime(), out);
        out.writeLong(value.getOffset().getTotalSeconds());
    }

    private static OffsetDateTime readOffset(Decoder in) {
        return OffsetDateTime.of(readDateTime(in), ZoneOffset.ofTotalSeconds(in.readInt()));
    }

    private static void writeZoned(ZonedDateTime value, Output out) {
        writeOffset(value.toOffsetDateTime(), out);
        Texts.write(value.getZone().getId(), out);
    }

    private static ZonedDateTime readZoned(Decoder in) {
        OffsetDateTime time = readOffset(in);
        return ZonedDateTime.ofInstant(time.toLocalDateTime(), time.getOffset(), ZoneId.of(in.text()));
    }
}
