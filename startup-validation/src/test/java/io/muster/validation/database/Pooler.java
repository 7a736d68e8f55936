package io.muster.validation.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** What a connection by way of PgBouncer differs in: its process number is none of the server's. */
final class Pooler {
    private Pooler() {}

    static DataSource before(Connection real) {
        return new OneConnection((Connection) Proxy.newProxyInstance(
                Pooler.class.getClassLoader(),
                new Class<?>[] {Connection.class, PGConnection.class},
                (proxy, method, arguments) -> {
                    try {
                        return switch (method.getName()) {
                            case "getBackendPID" -> -1;
                            case "unwrap" -> proxy;
                            default -> method.invoke(real, arguments);
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
