package io.muster.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Lets a clock that is moved by hand wait for the engine's thread. */
final class Driver implements TimeSource.Driven {
    private final Mailbox<Event> mailbox;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    Driver(Mailbox<Event> mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public long settle() {
        var settled = new CompletableFuture<Long>();
        return mailbox.post(new Event.Settle(settled)) ? settled.join() : Long.MAX_VALUE;
    }

    /** On the engine's thread: answers once nothing is left to be heeded. */
    void answer(Event.Settle settle, long untilNext) {
        if (mailbox.isEmpty() || !mailbox.post(settle)) {
            settle.settled().complete(untilNext);
        }
    }

    void runBegins() {
        begun.incrementAndGet();
    }

    void runEnded() {
        ended.incrementAndGet();
    }

    @Override
    public long begun() {
        return begun.get();
    }

    @Override
    public long ended() {
        return ended.get();
    }
}
