package io.muster.samples.orders;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.muster.validation.environment.Environment;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Takes orders into PostgreSQL and remembers in Redis which key brought which. Thread-safe.
 *
 * <p>A key reserves the id of its order before the row is written. Whoever comes with the same key, at the same time or
 * after a crash in between, writes the same row or finds it written.
 */
final class OrderService implements AutoCloseable {
    private static final Duration KEY_LIFE = Duration.ofHours(24);

    private static final String INSERT = """
            INSERT INTO orders (id, item, quantity, price)
            SELECT ?, item, ?, round(unit_price * ? * (1 + ?), 2) FROM catalog WHERE item = ?
            ON CONFLICT (id) DO NOTHING""";

    private static final String SELECT = "SELECT item, quantity, price FROM orders WHERE id = ?";

    private final DataSource database;
    private final StatefulRedisConnection<String, String> redis;
    private final BigDecimal taxRate;
    private final Receipts receipts;

    OrderService(DataSource database, RedisClient redis, Environment env) {
        this.database = database;
        this.redis = redis.connect();
        this.taxRate = env.get(OrdersVariables.TAX_RATE);
        this.receipts = new Receipts(env.get(OrdersVariables.SECRET_KEY));
    }

    /**
     * What became of a request to place an order.
     *
     * @param order the order, empty when the catalog does not have the item
     * @param created whether this request wrote it; false when the key had brought it before
     */
    record Placed(Optional<Order> order, boolean created) {}

    /** Places an order, once for each key. */
    Placed place(Optional<String> key, String item, int quantity) throws SQLException {
        UUID id = key.map(this::reserve).orElseGet(UUID::randomUUID);
        try (Connection connection = database.getConnection()) {
            boolean created = insert(connection, id, item, quantity);
            return new Placed(select(connection, id), created);
        }
    }

    /** The order of this id. */
    Optional<Order> find(UUID id) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return select(connection, id);
        }
    }

    private UUID reserve(String key) {
        String name = "orders:idempotency:" + key;
        UUID fresh = UUID.randomUUID();
        boolean ours = "OK"
                .equals(redis.sync()
                        .set(name, fresh.toString(), SetArgs.Builder.nx().ex(KEY_LIFE)));
        String reserved = ours ? null : redis.sync().get(name);
        return reserved == null ? fresh : UUID.fromString(reserved);
    }

    private boolean insert(Connection connection, UUID id, String item, int quantity) throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, id);
            statement.setInt(2, quantity);
            statement.setInt(3, quantity);
            statement.setBigDecimal(4, taxRate);
            statement.setString(5, item);
            return statement.executeUpdate() == 1;
        }
    }

    private Optional<Order> select(Connection connection, UUID id) throws SQLException {
        try (var statement = connection.prepareStatement(SELECT)) {
            statement.setObject(1, id);
            try (var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Order(
                                id, rows.getString(1), rows.getInt(2), rows.getBigDecimal(3), receipts.of(id)))
                        : Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
