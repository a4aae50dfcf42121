package dev.karet.e2e.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves a millisecond each time it is looked at, and further only when it is told to. Thread-safe. */
final class TestClock extends Clock {

    private final AtomicLong millis;

    TestClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    TestClock(Instant start) {
        millis = new AtomicLong(start.toEpochMilli());
    }

    void advance(Duration by) {
        millis.addAndGet(by.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis.incrementAndGet());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a test's clock shows UTC");
    }
}
