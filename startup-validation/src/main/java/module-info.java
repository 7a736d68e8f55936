/** Checks what a service needs before it takes traffic. */
module io.muster.validation {
    requires transitive io.muster.lifecycle;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive java.sql;
    requires com.fasterxml.jackson.core;

    // optional: each is needed only by the package that checks it, or not even there
    requires static com.zaxxer.hikari;
    requires static lettuce.core;
    requires static okhttp3;

    exports io.muster.validation;
    exports io.muster.validation.environment;
    exports io.muster.validation.database;
    exports io.muster.validation.redis;
    exports io.muster.validation.llm;
    exports io.muster.validation.service;

    provides io.muster.lifecycle.FailureClassifier with
            io.muster.validation.database.SqlFailures,
            io.muster.validation.redis.RedisFailures;
}
