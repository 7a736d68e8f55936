/** Runs Muster inside Spring Boot, from beans and properties. */
module io.muster.spring {
    requires transitive io.muster.lifecycle;
    requires transitive io.muster.health;
    requires transitive io.muster.validation;
    requires spring.beans;
    requires transitive spring.boot;
    requires transitive spring.boot.autoconfigure;
    requires transitive spring.context;
    requires transitive spring.core;
    requires org.slf4j;
    requires static com.fasterxml.jackson.annotation;
    requires static jakarta.servlet;
    requires static micrometer.core;
    requires static org.reactivestreams;
    requires static reactor.core;
    requires static spring.boot.actuator;
    requires static transitive spring.boot.actuator.autoconfigure;
    requires static spring.boot.health;
    requires static transitive spring.test;
    requires static spring.web;
    requires static spring.webflux;
    requires static transitive org.jspecify;

    // optional: whoever has the bean has the library
    requires static jakarta.mail;
    requires static lettuce.core;
    requires static org.mongodb.driver.sync.client;
    requires static spring.boot.mongodb;
    requires static spring.boot.sql;
    requires static spring.context.support;
    requires static spring.data.redis;
    requires static spring.jdbc;

    exports io.muster.spring;
    exports io.muster.spring.dependency;
    exports io.muster.spring.environment;
    exports io.muster.spring.probes;
    exports io.muster.spring.test;

    opens io.muster.spring;
    opens io.muster.spring.actuate;
    opens io.muster.spring.dependency;
    opens io.muster.spring.environment;
    opens io.muster.spring.health;
    opens io.muster.spring.metrics;
    opens io.muster.spring.probes;

    uses io.muster.spring.environment.DeclaredVariables;
}
