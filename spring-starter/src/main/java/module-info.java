/** Runs Muster inside Spring Boot, from beans and properties. */
module io.muster.spring {
    requires transitive io.muster.lifecycle;
    requires transitive io.muster.health;
    requires transitive io.muster.validation;
    requires spring.beans;
    requires transitive spring.boot;
    requires transitive spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.muster.spring;

    opens io.muster.spring;
}
