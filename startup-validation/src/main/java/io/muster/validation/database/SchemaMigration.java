package io.muster.validation.database;

import static java.util.Objects.requireNonNull;

import io.muster.lifecycle.Action;
import io.muster.lifecycle.Component;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Creates or migrates the schema as a component of its own, one instance of the service at a time.
 *
 * <pre>{@code
 * var schema = app.add(SchemaMigration.component("schema", database::get,
 *                         source -> Flyway.configure().dataSource(source).load().migrate())
 *                 .dependsOn(database)
 *                 .check(nothing -> DatabaseCheck.of(database.get()).tables("orders")));
 * }</pre>
 */
public final class SchemaMigration {
    private SchemaMigration() {}

    /**
     * A component whose start runs {@code migrate}. On PostgreSQL it holds an advisory lock of the component's name
     * meanwhile, on a connection past a HikariCP pool, and waits for an instance that is at it already; elsewhere nothing
     * is locked. Add what it depends on, and a start timeout that is long enough: the default is 30 s.
     *
     * @param source gives the data source when the component starts
     * @param migrate creates or migrates; it must do no harm when there is nothing left to do
     */
    public static Component<Void> component(
            String name, Supplier<? extends DataSource> source, Action<? super DataSource> migrate) {
        requireNonNull(source, "source");
        requireNonNull(migrate, "migrate");
        return Component.task(name, context -> {
            DataSource database = requireNonNull(source.get(), "data source");
            try (var lock = SchemaLock.of(name, new Access(database), context)) {
                lock.await();
                migrate.run(database);
            }
        });
    }
}
