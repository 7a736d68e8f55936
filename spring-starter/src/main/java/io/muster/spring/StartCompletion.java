package io.muster.spring;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/** Lets the service run once the application has started whole: after its runners, where somebody runs them. */
final class StartCompletion implements ApplicationListener<ApplicationEvent>, Ordered {
    private final ApplicationContext context;
    private final ServiceStart start;
    private final boolean runners;
    private final Runnable afterwards;

    StartCompletion(ApplicationContext context, ServiceStart start, boolean runners, Runnable afterwards) {
        this.context = context;
        this.start = start;
        this.runners = runners;
        this.afterwards = afterwards;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        boolean whole = runners
                ? event instanceof ApplicationReadyEvent ready && ready.getApplicationContext() == context
                : event instanceof ContextRefreshedEvent refreshed && refreshed.getApplicationContext() == context;
        if (whole) {
            start.finish();
            afterwards.run();
        }
    }

    /** Boot says that traffic is accepted right after its last listener. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
