package io.muster.validation.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/**
 * An H2 whose driver tells of it what some other driver would.
 *
 * @param real what the rest is answered by
 * @param told what the driver tells otherwise, by the name of the method
 */
record OtherDriver(DataSource real, Map<String, Answering> told) {
    /** An answer of a driver. */
    @FunctionalInterface
    interface Answering {
        Object answer(DatabaseMetaData real, Object[] arguments) throws SQLException;
    }

    /** As MySQL's: a database is a catalog, which H2 has as a schema, and what is said of schemas is not heard. */
    static DataSource likeMySql(DataSource real) {
        return new OtherDriver(
                        real,
                        Map.of(
                                "supportsSchemasInDataManipulation",
                                (metaData, arguments) -> false,
                                "storesUpperCaseIdentifiers",
                                (metaData, arguments) -> false,
                                "getTables",
                                (metaData, arguments) -> metaData.getTables(
                                        null, schema(arguments), (String) arguments[2], (String[]) arguments[3]),
                                "getColumns",
                                (metaData, arguments) -> metaData.getColumns(
                                        null, schema(arguments), (String) arguments[2], (String) arguments[3])))
                .source();
    }

    private static String schema(Object[] arguments) {
        return (String) arguments[0];
    }

    DataSource source() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = invoke(method, real, arguments);
            return result instanceof Connection connection ? connection(connection) : result;
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(method, connection, arguments);
            return result instanceof DatabaseMetaData metaData ? metaData(metaData) : result;
        });
    }

    private DatabaseMetaData metaData(DatabaseMetaData metaData) {
        return proxy(DatabaseMetaData.class, (method, arguments) -> {
            Answering answering = told.get(method.getName());
            return answering == null ? invoke(method, metaData, arguments) : answering.answer(metaData, arguments);
        });
    }

    /** What becomes of a call. */
    @FunctionalInterface
    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                OtherDriver.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments)));
    }

    private static Object invoke(Method method, Object real, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
