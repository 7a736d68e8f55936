package io.muster.spring;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/** Lets the service run once the context is refreshed, where no {@code SpringApplication} has runners to run. */
final class RefreshCompletion implements ApplicationListener<ContextRefreshedEvent> {
    private final ApplicationContext context;
    private final ServiceStart start;
    private final boolean runners;

    /** {@code runners} says whether the application ends its start by itself. */
    RefreshCompletion(ApplicationContext context, ServiceStart start, boolean runners) {
        this.context = context;
        this.start = start;
        this.runners = runners;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (!runners && event.getApplicationContext() == context) {
            start.finish();
        }
    }
}
