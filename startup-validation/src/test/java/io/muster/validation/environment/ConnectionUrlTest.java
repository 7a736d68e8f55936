package io.muster.validation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.lifecycle.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://rag:p%40ss%2Fw0rd@my_db:5433/rag",
                "postgresql://rag:p%40ss%2Fw0rd@my_db:5433/rag",
                "postgresql+psycopg2://rag:p%40ss%2Fw0rd@my_db:5433/rag",
                "POSTGRESQL://rag:p%40ss%2Fw0rd@my_db:5433/rag",
                "jdbc:postgresql://my_db:5433/rag?user=rag&password=p%40ss%2Fw0rd",
                "jdbc:postgresql://rag:p%40ss%2Fw0rd@my_db:5433/rag",
            })
    void readsADatabaseUrlInEveryNotation(String url) {
        assertThat(DatabaseUrl.parse(url))
                .isEqualTo(new DatabaseUrl(
                        "postgresql",
                        "my_db",
                        5433,
                        "rag",
                        Optional.of("rag"),
                        Optional.of(Secret.of("p@ss/w0rd")),
                        Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://h/d, jdbc:postgresql://h:5432/d",
        "mysql+pymysql://u:p@h/d, jdbc:mysql://h:3306/d",
        "mariadb://h/d, jdbc:mariadb://h:3306/d",
        "postgres://u:p@[::1]:5/d, jdbc:postgresql://[::1]:5/d",
        "'postgres://u:p@a:1,b:2/d', 'jdbc:postgresql://a:1,b:2/d'",
        "sqlite:///var/x.db, jdbc:sqlite:/var/x.db",
        "jdbc:sqlite:x.db, jdbc:sqlite:x.db",
        "postgres://u:p@h/my%20db?sslmode=require&connect_timeout=3, jdbc:postgresql://h:5432/my%20db?sslmode=require&connectTimeout=3",
        "jdbc:postgresql://h/d?user=u&password=p&ApplicationName=a%20b, jdbc:postgresql://h:5432/d?ApplicationName=a%20b",
    })
    void givesTheJdbcUrlWithoutCredentials(String url, String expected) {
        assertThat(DatabaseUrl.parse(url).jdbcUrl()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "mongodb+srv://u:p%40@cluster0.mongodb.net/kairos?retryWrites=true, mongodb+srv, cluster0.mongodb.net, 0",
        "mongodb://u:p%40@my_mongo/kairos, mongodb, my_mongo, 27017",
        "'mongodb://u:p%40@a:1,b:2/kairos', mongodb, 'a:1,b:2', 27017",
        "mongodb://u:p%40@my_mongo/, mongodb, my_mongo, 27017",
    })
    void readsTheUrlOfAMongoDb(String text, String vendor, String host, int port) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.vendor()).isEqualTo(vendor);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.password()).contains(Secret.of("p@"));
        assertThat(DatabaseUrl.parse(url.url().reveal())).isEqualTo(url);
        assertThatThrownBy(url::jdbcUrl).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesTheLastAtSignForTheEndOfThePassword() {
        assertThat(DatabaseUrl.parse("postgres://u:p@ss:w@h/d").password()).contains(Secret.of("p@ss:w"));
    }

    @Test
    void printsWithoutThePassword() {
        assertThat(DatabaseUrl.parse("postgres://u:planted-one@h/d").toString()).doesNotContain("planted");
        assertThat(RedisUrl.parse("redis://:planted-one@h").toString()).doesNotContain("planted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db:5432/x | has no scheme followed by ://",
                "oracle://h/x | has a scheme of no known database",
                "postgres:///x | names no host",
                "postgres://h | names no database",
                "postgres://h/ | names no database",
                "postgres://u:p/w@h/d | seems to have '/', '?' or '#' in its user or password",
                "postgres://u:p#w@h/d | seems to have '/', '?' or '#' in its user or password",
                "postgres://h:99999/d | has a port that is not between 1 and 65535",
                "postgres://h:x/d | has no number where its port should be",
                "postgres://u:p%4@h/d | has a '%' that is not followed by two hex digits",
                "postgres://u:p%ff@h/d | has percent-encoded bytes that are not UTF-8",
                "postgres://u:p w@h/d | has whitespace or a control character in it",
                "postgres://a:1,b:x/d | has no number where its port should be",
                "postgres://[::1/d | has an IPv6 address without ']'",
                "postgres://h/d?sslpassword=x | has a second password in a parameter",
            })
    void saysWhatIsWrongWithADatabaseUrl(String url, String message) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the database URL " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "redis://h, redis://h:6379/0",
        "rediss://h:6380/3, rediss://h:6380/3",
        "redis://:p%40ss@my_redis, redis://:p%40ss@my_redis:6379/0",
        "redis://app:p%20w@h/1, redis://app:p%20w@h:6379/1",
    })
    void readsARedisUrlAndGivesItBackWhole(String url, String whole) {
        assertThat(RedisUrl.parse(url).url().reveal()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h | has neither scheme redis nor rediss",
                "redis://word@h | has a user and no password",
                "redis://h/one | has no number where its database should be",
            })
    void saysWhatIsWrongWithARedisUrl(String url, String message) {
        assertThatThrownBy(() -> RedisUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the Redis URL " + message);
    }
}
