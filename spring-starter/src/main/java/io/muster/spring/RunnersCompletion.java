package io.muster.spring;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Lets the service run once the runners have run, right before Boot says that traffic is accepted. */
final class RunnersCompletion implements ApplicationListener<ApplicationReadyEvent>, Ordered {
    private final ApplicationContext context;
    private final ServiceStart start;

    RunnersCompletion(ApplicationContext context, ServiceStart start) {
        this.context = context;
        this.start = start;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() == context) {
            start.finish();
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
