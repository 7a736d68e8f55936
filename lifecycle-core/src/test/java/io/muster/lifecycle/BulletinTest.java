package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events go one at a time, in order, on a thread of their own, and none is lost at the end. */
@Timeout(30)
class BulletinTest {
    private final Bulletin bulletin = new Bulletin("news", new Redactor());
    private final List<String> heard = new ArrayList<>();
    private final LifecycleListener listener = new LifecycleListener() {
        @Override
        public void componentStarting(String name) {
            heard.add(name + " on " + Thread.currentThread().getName());
        }
    };

    @Test
    void deliversAllThatWasPostedBeforeItClosed() throws Exception {
        bulletin.add(listener);
        bulletin.open();
        IntStream.range(0, 100).forEach(i -> bulletin.tell(to -> to.componentStarting("c" + i)));

        bulletin.close(10_000);

        assertThat(heard)
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(i -> "c" + i + " on muster-news-events")
                        .toList());
    }

    @Test
    void takesNothingOnceClosed() throws Exception {
        bulletin.add(listener);
        bulletin.open();
        bulletin.close(10_000);

        bulletin.tell(to -> to.componentStarting("late"));

        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerMayRemoveItselfWhileItIsTold() throws Exception {
        var self = new LifecycleListener[1];
        self[0] = new LifecycleListener() {
            @Override
            public void componentStarting(String name) {
                heard.add(name);
                bulletin.remove(self[0]);
            }
        };
        bulletin.add(self[0]);
        bulletin.open();
        bulletin.tell(to -> to.componentStarting("first"));
        bulletin.tell(to -> to.componentStarting("second"));

        bulletin.close(10_000);

        assertThat(heard).containsExactly("first");
    }

    @Test
    void aListenerHearsWhatWasToldBetweenItsComingAndItsGoingHoweverLateThatIs() throws Exception {
        bulletin.tell(to -> to.componentStarting("before"));
        bulletin.add(listener);
        bulletin.tell(to -> to.componentStarting("between"));
        bulletin.remove(listener);
        bulletin.tell(to -> to.componentStarting("after"));

        bulletin.open();
        bulletin.close(10_000);

        assertThat(heard).containsExactly("between on muster-news-events");
    }

    @Test
    void closingWaitsNoLongerThanItIsToldTo() throws Exception {
        var interrupted = new CountDownLatch(1);
        bulletin.add(new LifecycleListener() {
            @Override
            public void componentStarting(String name) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            }
        });
        bulletin.open();
        bulletin.tell(to -> to.componentStarting("stuck"));

        bulletin.close(10);

        interrupted.await();
    }
}
