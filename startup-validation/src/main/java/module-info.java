/** Checks what a service needs before it takes traffic. */
module io.muster.validation {
    requires transitive io.muster.lifecycle;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive java.sql;
    requires com.fasterxml.jackson.core;
    requires jdk.management;

    // optional: each is needed only by the package that checks it, or not even there
    requires static com.zaxxer.hikari;
    requires static lettuce.core;
    requires static okhttp3;
    requires static org.mongodb.driver.sync.client;
    requires static org.mongodb.driver.core;
    requires static org.mongodb.bson;

    exports io.muster.validation;
    exports io.muster.validation.environment;
    exports io.muster.validation.database;
    exports io.muster.validation.redis;
    exports io.muster.validation.llm;
    exports io.muster.validation.service;
    exports io.muster.validation.host;

    provides io.muster.lifecycle.FailureClassifier with
            io.muster.validation.database.SqlFailures,
            io.muster.validation.redis.RedisFailures;
}
