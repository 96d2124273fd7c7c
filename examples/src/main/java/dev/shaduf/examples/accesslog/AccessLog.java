// SPDX-License-Identifier: Apache-2.0
package dev.shaduf.examples.accesslog;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes a log that looks like a shop's: few pages are popular, most answers are 200, some are not. */
final class AccessLog {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
    private static final OffsetDateTime START = OffsetDateTime.of(2026, 3, 1, 8, 0, 0, 0, ZoneOffset.UTC);
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (Macintosh)", "curl/8.5.0", "shop-app/3.1 (Android 15)");
    private static final int PRODUCTS = 400;

    private final Random random;

    private AccessLog(long seed) {
        this.random = new Random(seed);
    }

    /** Makes the lines of a log; the same seed gives the same lines. */
    static List<String> lines(long seed, int count) {
        AccessLog log = new AccessLog(seed);
        List<String> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(log.line(START.plusNanos(i * 5_000_000L)));
        }
        return lines;
    }

    private String line(OffsetDateTime time) {
        String url = url();
        int status = status(url);
        return String.format(
                Locale.ROOT,
                "10.%d.%d.%d - %s [%s] \"%s %s HTTP/1.1\" %d %d \"-\" \"%s\"",
                random.nextInt(4),
                random.nextInt(256),
                1 + random.nextInt(254),
                random.nextInt(10) == 0 ? "user" + random.nextInt(1_000) : "-",
                STAMP.format(time),
                url.startsWith("/cart") ? "POST" : "GET",
                url,
                status,
                status == 200 ? 500 + random.nextInt(40_000) : random.nextInt(500),
                AGENTS.get(random.nextInt(AGENTS.size())));
    }

    private String url() {
        double kind = random.nextDouble();
        if (kind < 0.2) {
            return "/";
        }
        if (kind < 0.3) {
            return "/search?q=" + Integer.toString(random.nextInt(50_000), 36);
        }
        if (kind < 0.4) {
            return "/cart";
        }
        int popular = (int) (PRODUCTS * Math.pow(random.nextDouble(), 3));
        return "/products/" + popular;
    }

    private int status(String url) {
        double chance = random.nextDouble();
        if (url.equals("/cart") && chance < 0.02) {
            return 500;
        }
        return chance < 0.93 ? 200 : chance < 0.96 ? 304 : chance < 0.99 ? 404 : 503;
    }
}
