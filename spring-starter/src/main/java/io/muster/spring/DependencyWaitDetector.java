package io.muster.spring;

import java.util.Set;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.sql.init.dependency.DatabaseInitializerDetector;
import org.springframework.core.Ordered;

/** Tells Boot that the wait comes before Flyway, Liquibase and scripts, and so before JPA and all that use a database. */
final class DependencyWaitDetector implements DatabaseInitializerDetector {
    DependencyWaitDetector() {}

    @Override
    public Set<String> detect(ConfigurableListableBeanFactory beans) {
        return beans.containsBeanDefinition(DependencyWait.NAME) ? Set.of(DependencyWait.NAME) : Set.of();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
