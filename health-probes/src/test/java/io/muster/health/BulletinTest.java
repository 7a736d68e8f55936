package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.muster.lifecycle.Redactor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BulletinTest {
    private final Bulletin bulletin = new Bulletin("bulletin-under-test", new Redactor());
    private final AtomicInteger heard = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void whileAListenerHangsTenThousandChangesAreKept() throws Exception {
        hang();
        for (int i = 0; i < 10_500; i++) {
            bulletin.post(listener -> heard.incrementAndGet());
        }
        release.countDown();
        await().until(() -> heard.get() == 10_000);
        bulletin.post(listener -> heard.incrementAndGet());
        await().until(() -> heard.get() == 10_001);
        bulletin.close();
        await().until(BulletinTest::ended);
    }

    @Test
    void closingEndsItEvenWhileAListenerHangs() throws Exception {
        hang();
        for (int i = 0; i < 10_500; i++) {
            bulletin.post(listener -> heard.incrementAndGet());
        }
        bulletin.close();
        await().until(BulletinTest::ended);
        assertThat(heard).hasValue(0);
    }

    @Test
    void aListenerHearsWhatChangesWhileItListens() throws Exception {
        hang();
        bulletin.post(listener -> heard.incrementAndGet());
        var late = new HealthListener() {};
        bulletin.add(late);
        bulletin.post(listener -> heard.addAndGet(10));
        bulletin.remove(late);
        bulletin.post(listener -> heard.addAndGet(100));
        release.countDown();
        await().until(() -> heard.get() == 121);
        bulletin.close();
    }

    @Test
    void goesOnThoughTheLogThrowsToo() {
        var root = (Logger) LoggerFactory.getLogger(HealthMonitor.class);
        var full = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                throw new AssertionError("the disk is full");
            }
        };
        full.start();
        root.addAppender(full);
        try {
            bulletin.add(new HealthListener() {});
            bulletin.open();
            bulletin.post(listener -> {
                throw new IllegalStateException("a listener's own trouble");
            });
            bulletin.post(listener -> heard.incrementAndGet());
            await().until(() -> heard.get() == 1);
        } finally {
            root.detachAppender(full);
            bulletin.close();
        }
    }

    private void hang() throws InterruptedException {
        bulletin.add(new HealthListener() {});
        bulletin.open();
        bulletin.post(listener -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
    }

    private static boolean ended() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("bulletin-under-test"));
    }
}
