package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import io.muster.validation.environment.RedisUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettuceUriTest {

    @Test
    void keepsHostPortDatabaseAndLogin() {
        RedisURI uri = LettuceUri.of(RedisUrl.parse("rediss://app:p%40ss@my_redis:6380/2"));

        assertThat(uri.getHost()).isEqualTo("my_redis");
        assertThat(uri.getPort()).isEqualTo(6380);
        assertThat(uri.getDatabase()).isEqualTo(2);
        assertThat(uri.isSsl()).isTrue();
        var credentials = uri.getCredentialsProvider().resolveCredentials().block();
        assertThat(credentials.getUsername()).isEqualTo("app");
        assertThat(credentials.getPassword()).containsExactly('p', '@', 's', 's');
    }

    @Test
    void takesThePasswordAloneAndNoBracketsOfAnAddress() {
        RedisURI uri = LettuceUri.of(RedisUrl.parse("redis://:word@[::1]"));
        RedisURI open = LettuceUri.of(RedisUrl.parse("redis://h"));

        assertThat(uri.getHost()).isEqualTo("::1");
        var credentials = uri.getCredentialsProvider().resolveCredentials().block();
        assertThat(credentials.hasUsername()).isFalse();
        assertThat(credentials.getPassword()).containsExactly('w', 'o', 'r', 'd');
        assertThat(open.isSsl()).isFalse();
        assertThat(open.getCredentialsProvider().resolveCredentials().block().hasPassword())
                .isFalse();
    }

    @Test
    void readsTheFormOfSentinels() {
        RedisURI uri = LettuceUri.parse("redis-sentinel://app:p%40ss@my_s1,s2:26380/2#mymaster");

        assertThat(uri.getSentinelMasterId()).isEqualTo("mymaster");
        assertThat(uri.getDatabase()).isEqualTo(2);
        assertThat(uri.getSentinels())
                .extracting(sentinel -> sentinel.getHost() + ":" + sentinel.getPort())
                .containsExactly("my_s1:26379", "s2:26380");
        var credentials = uri.getCredentialsProvider().resolveCredentials().block();
        assertThat(credentials.getUsername()).isEqualTo("app");
        assertThat(uri.getSentinels()).noneMatch(RedisURI::isSsl);
    }

    @Test
    void speaksTlsToTheSentinelsToo() {
        RedisURI uri = LettuceUri.parse("rediss-sentinel://s1,s2:26380/0#m");

        assertThat(uri.isSsl()).isTrue();
        assertThat(uri.getSentinels()).hasSize(2).allMatch(RedisURI::isSsl);
    }

    @Test
    void readsTheNodesOfACluster() {
        String url = "rediss://:p%2Cw@n1:7000,my_n2";

        assertThat(LettuceUri.nodes(url))
                .extracting(node -> node.getHost() + ":" + node.getPort() + ":" + node.isSsl())
                .containsExactly("n1:7000:true", "my_n2:6379:true");
        assertThat(LettuceUri.severalNodes(url)).isTrue();
        assertThat(LettuceUri.severalNodes("redis://h")).isFalse();
        assertThat(LettuceUri.severalNodes("redis-sentinel://a,b#m")).isFalse();
        assertThat(LettuceUri.parse("redis://h").getHost()).isEqualTo("h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-sentinel://:Planted-1@s1",
                "redis-sentinel://:Planted-1@s1#",
                "redis-sentinel://:Planted-1@s1,,s2#m",
                "Planted-1",
                "http://:Planted-1@h",
                "redis://:Planted-1@h:99999999"
            })
    void refusesTheRestWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> LettuceUri.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("the Redis URL ")
                .doesNotContain("Planted");
    }
}
