package io.muster.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was posted before the end is taken after it, and nothing else. */
@Timeout(30)
class MailboxTest {
    private final Mailbox<String> mailbox = new Mailbox<>();

    @Test
    void keepsTheOrderAndIsEmptyInTheEnd() throws InterruptedException {
        assertThat(mailbox.isEmpty()).isTrue();
        assertThat(mailbox.post("a")).isTrue();
        assertThat(mailbox.post("b")).isTrue();
        assertThat(mailbox.isEmpty()).isFalse();

        assertThat(mailbox.take(0)).isEqualTo("a");
        assertThat(mailbox.take(0)).isEqualTo("b");
        assertThat(mailbox.take(0)).isNull();
    }

    @Test
    void takesNothingMoreOnceClosedAndStillGivesWhatItHas() throws InterruptedException {
        mailbox.post("a");
        assertThat(mailbox.isClosed()).isFalse();
        mailbox.close();

        assertThat(mailbox.isClosed()).isTrue();
        assertThat(mailbox.post("b")).isFalse();
        assertThat(mailbox.take(Long.MAX_VALUE)).isEqualTo("a");
        assertThat(mailbox.take(Long.MAX_VALUE)).isNull();
    }

    @Test
    void whoWaitsLearnsThatItWasClosed() throws Exception {
        var waiting = new Thread(() -> {
            try {
                mailbox.take(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                // the test has failed
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        mailbox.close();

        waiting.join();
        assertThat(mailbox.isClosed()).isTrue();
    }
}
