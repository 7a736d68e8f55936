/** Runs Muster inside Spring Boot, from beans and properties. */
module io.muster.spring {
    requires transitive io.muster.lifecycle;
    requires transitive io.muster.health;
    requires transitive io.muster.validation;
    requires spring.beans;
    requires transitive spring.boot;
    requires transitive spring.boot.autoconfigure;
    requires spring.context;
    requires transitive spring.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    // optional: whoever has the bean has the library
    requires static lettuce.core;
    requires static org.mongodb.driver.sync.client;
    requires static spring.boot.sql;
    requires static spring.context.support;
    requires static spring.data.redis;

    exports io.muster.spring;
    exports io.muster.spring.dependency;
    exports io.muster.spring.environment;

    opens io.muster.spring;
    opens io.muster.spring.dependency;
    opens io.muster.spring.environment;

    uses io.muster.spring.environment.DeclaredVariables;
}
