// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.source.kafka.internal;

import dev.shaduf.config.ConfigurationException;
import dev.shaduf.config.Options;
import dev.shaduf.config.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/** Makes plans of options and says everything that is wrong with them. */
public final class Plans {
    /** What is fetched ahead where nothing else is set; and so much of the heap at most. */
    private static final long MOST_AHEAD = 64L << 20;

    private static final int HEAP_SHARE = 16;

    /** What the source decides itself, and which option to use in place of it. */
    private static final Map<String, String> RESERVED = Map.of(
            "group.id", "use the option group.id",
            "enable.auto.commit", "offsets are committed after batches, with the option group.id",
            "auto.offset.reset", "use the option startingOffsets",
            "isolation.level", "use the option isolation",
            "key.deserializer", "use the option key.deserializer",
            "value.deserializer", "use the option value.deserializer",
            "partition.assignment.strategy", "partitions are not assigned by a group");

    private final Options options;
    private final List<String> faults = new ArrayList<>();

    private Plans(Options options) {
        this.options = options;
    }

    /** Makes a plan of checked options. */
    public static Plan of(Options options) {
        Plans plans = new Plans(options);
        Plan plan = plans.plan();
        if (!plans.faults.isEmpty()) {
            throw new ConfigurationException("source 'kafka'", plans.faults);
        }
        return plan;
    }

    private Plan plan() {
        return new Plan(
                UUID.randomUUID().toString(),
                connection(),
                subscription(),
                tried(KafkaSettings.START, () -> Start.parse(options.get(KafkaSettings.START)), new Start.Latest()),
                options.get(KafkaSettings.ISOLATION).name().toLowerCase(Locale.ROOT),
                options.get(KafkaSettings.FAIL_ON_DATA_LOSS),
                options.get(KafkaSettings.MAX_RATE),
                options.get(KafkaSettings.MIN_PARTITIONS).intValue(),
                group(),
                options.get(KafkaSettings.COMPACTED),
                ahead(options.get(KafkaSettings.PREFETCH), Runtime.getRuntime().maxMemory()),
                options.get(KafkaSettings.CONSUMERS).intValue(),
                options.get(KafkaSettings.CONNECT_TIMEOUT),
                options.get(KafkaSettings.READ_TIMEOUT),
                options.get(KafkaSettings.DISCOVERY));
    }

    /** Returns how much to fetch ahead: what is set, or as much as does not crowd a small heap. */
    static long ahead(long set, long heap) {
        return set > 0 ? set : Math.min(MOST_AHEAD, heap / HEAP_SHARE);
    }

    private @Nullable String group() {
        return options.find(KafkaSettings.GROUP).filter(id -> !id.isBlank()).orElse(null);
    }

    private Connection connection() {
        Map<String, String> settings = options.family(KafkaSettings.KAFKA);
        faults.addAll(ClientValues.faults(settings, ConsumerConfig.configDef(), AdminClientConfig.configDef()));
        RESERVED.forEach((key, advice) -> {
            if (settings.containsKey(key)) {
                faults.add("option 'kafka." + key + "' is set by the source; " + advice);
            }
        });
        settings.keySet().forEach(key -> ClientKeys.misspelt(key).ifPresent(faults::add));
        ClientKeys.unclearLogin(settings).ifPresent(faults::add);
        return new Connection(settings);
    }

    private Subscription subscription() {
        List<Setting<String>> given = Stream.of(KafkaSettings.SUBSCRIBE, KafkaSettings.PATTERN, KafkaSettings.ASSIGN)
                .filter(setting -> options.given(setting).isPresent())
                .toList();
        if (given.size() != 1) {
            faults.add("one of the options subscribe, subscribePattern and assign must say what is read; given are "
                    + given.stream().map(Setting::key).toList());
            return new Subscription.Topics(List.of());
        }
        Setting<String> setting = given.get(0);
        return tried(setting, () -> subscription(setting, options.get(setting)), new Subscription.Topics(List.of()));
    }

    private static Subscription subscription(Setting<String> setting, String text) {
        if (setting.equals(KafkaSettings.PATTERN)) {
            return new Subscription.Names(Pattern.compile(text).pattern());
        }
        if (setting.equals(KafkaSettings.ASSIGN)) {
            return new Subscription.Partitions(Partitions.parseAll(text));
        }
        List<String> topics =
                Arrays.stream(text.split(",", -1)).map(String::trim).toList();
        if (topics.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a topic without a name in '" + text + "'");
        }
        return new Subscription.Topics(topics);
    }

    private <X> X tried(Setting<?> setting, Supplier<X> attempt, X otherwise) {
        try {
            return attempt.get();
        } catch (IllegalArgumentException e) {
            faults.add("option '" + setting.key() + "': " + e.getMessage());
            return otherwise;
        }
    }
}
