package io.muster.validation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisURI;
import io.muster.validation.environment.RedisUrl;
import org.junit.jupiter.api.Test;

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
}
