package io.muster.spring;

import io.muster.health.http.ProbeHandler;
import io.muster.health.http.ProbeServer;
import io.muster.lifecycle.Attachment;
import io.muster.lifecycle.CheckPolicy;
import io.muster.lifecycle.Component;
import io.muster.lifecycle.ComponentView;
import io.muster.lifecycle.LifecycleManager;
import io.muster.lifecycle.Phase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Makes the graph of the service complete: what the beans are, and last the application, as {@value #APPLICATION}. */
final class ServiceGraph {
    static final String APPLICATION = "spring-application";
    private static final CheckPolicy EVENTS =
            CheckPolicy.every(Duration.ofSeconds(1)).fall(1).rise(1);

    private final LifecycleManager manager;
    private final ConfigurableListableBeanFactory beans;
    private final Component<Void> application;
    private final AvailabilityBridge availability;
    private final @Nullable Launch launch;

    ServiceGraph(
            LifecycleManager manager,
            ConfigurableListableBeanFactory beans,
            Component<Void> application,
            AvailabilityBridge availability,
            @Nullable Launch launch) {
        this.manager = manager;
        this.beans = beans;
        this.application = application;
        this.availability = availability;
        this.launch = launch;
    }

    /** The application as a component: last to start and first to drain. */
    static Component<Void> application(ServiceStart start, ApplicationDrain drain, AvailabilityBridge availability) {
        return Component.task(APPLICATION, start::awaitApplication)
                .phase(Phase.SERVE)
                .check(nothing -> availability::check)
                .policy(EVENTS)
                .drain(nothing -> drain.drain());
    }

    /**
     * Adds everything to the manager.
     *
     * @throws IllegalStateException if that is impossible
     * @throws IllegalArgumentException if two have one name
     */
    void complete() {
        manager.interceptor(new BeanOwnership(beans));
        new ServiceBeans(beans).addTo(manager, open());
        String[] others = manager.view().components().stream()
                .filter(other -> other.phase() == Phase.SERVE && other.required())
                .map(ComponentView::name)
                .toArray(String[]::new);
        manager.add(application.dependsOn(others));
    }

    /** Tells Boot, from the first change on, how the service is; to be called once the probes are open. */
    void follow() {
        ProbeServer server = beans.getBeanProvider(ProbeServer.class).getIfAvailable();
        ProbeHandler handler =
                server == null ? beans.getBeanProvider(ProbeHandler.class).getIfAvailable() : server.handler();
        if (handler != null) {
            availability.follow(handler.monitor());
        }
    }

    /** The server that answers already accompanies the service, unless the application has replaced it. */
    private @Nullable Attachment open() {
        ProbeServer probes = launch == null ? null : launch.probes();
        if (launch != null
                && !beans.getBeansOfType(ProbeServer.class, false, true).containsValue(probes)) {
            launch.closeProbes();
        }
        return probes;
    }
}
