package io.muster.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.lifecycle.Redactor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
